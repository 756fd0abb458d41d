import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { typedText } from '../users/typed-text.ts';
import { decidedMeanwhile } from './decided-meanwhile.ts';

interface Denial {
  actor: ActorRef;
  requestId: string;
  /** Told to whoever asked. */
  reason: string;
  origin: Origin;
}

/** Ends a request without an invitation. Of several who decide at once, one does. */
export async function denyRequest(
  deps: Deps,
  { actor, requestId, reason, origin }: Denial,
): Promise<{ emails: string[] }> {
  const { workspaceId, userId } = actor;
  const decisionReason = typedText(reason);
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'INVITE_USERS');
    const [denied] = await tx.invitationRequest.updateManyAndReturn({
      where: { workspaceId, id: requestId, status: 'PENDING' },
      data: { status: 'DENIED', decidedById: userId, decidedAt: deps.now(), decisionReason },
      select: { emails: true },
    });
    if (!denied) throw await decidedMeanwhile(tx, { workspaceId, id: requestId });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'request.denied',
        actorId: userId,
        subject: { type: 'request', id: requestId },
        before: { status: 'PENDING' },
        after: { status: 'DENIED' },
        reason: decisionReason,
        origin,
      },
    ]);
    await enqueue(tx, 'update-request-cards', { workspaceId, requestId });
    await enqueue(tx, 'tell-requester', { workspaceId, requestId });
    return denied;
  });
}
