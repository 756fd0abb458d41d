import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { typedText } from '../users/typed-text.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';

export interface Cancellation {
  actor: ActorRef;
  /** As whoever cancels it saw it. */
  invitation: { id: string; revision: number };
  reason: string;
  origin: Origin;
}

/** Ends an open invitation: its link is refused from now on, and its seat is free. */
export async function cancelInvitation(
  deps: Deps,
  { actor, invitation, reason, origin }: Cancellation,
): Promise<{ email: string }> {
  const { workspaceId, userId } = actor;
  const { id, revision } = invitation;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'INVITE_USERS');
    const now = deps.now();
    const [canceled] = await tx.invitation.updateManyAndReturn({
      where: { workspaceId, id, revision, status: 'PENDING', expiresAt: { gt: now } },
      data: { status: 'CANCELED', settledAt: now, revision: { increment: 1 } },
      select: { email: true },
    });
    if (!canceled) throw await changedMeanwhile(deps, tx, { workspaceId, id });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'invitation.canceled',
        actorId: userId,
        subject: { type: 'invitation', id },
        before: { status: 'PENDING' },
        after: { status: 'CANCELED' },
        reason: typedText(reason),
        origin,
      },
    ]);
    return canceled;
  });
}
