import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';

/** How long after sending it can be taken back without a reason. */
const UNDO_WITHIN_MS = 60 * 1000;

/** Takes back what somebody has just sent, all of it or, where one was changed or accepted meanwhile, nothing. */
export async function undoInvitations(
  deps: Deps,
  { actor, ids, origin }: { actor: ActorRef; ids: string[]; origin: Origin },
): Promise<{ emails: string[] }> {
  const { workspaceId, userId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'INVITE_USERS');
    const now = deps.now();
    const mine = { workspaceId, id: { in: ids }, inviterId: userId };
    const undone = await tx.invitation.updateManyAndReturn({
      where: {
        ...mine,
        revision: 1,
        status: 'PENDING',
        createdAt: { gt: new Date(now.getTime() - UNDO_WITHIN_MS) },
      },
      data: { status: 'CANCELED', settledAt: now, revision: { increment: 1 } },
      select: { id: true, email: true },
    });
    if (undone.length < ids.length) {
      const other = ids.find((id) => !undone.some((one) => one.id === id)) ?? '';
      const untouched = await tx.invitation.count({
        where: { ...mine, id: other, revision: 1, status: 'PENDING', expiresAt: { gt: now } },
      });
      if (untouched > 0) throw new Refusal('UNDO_TOO_LATE', { seconds: UNDO_WITHIN_MS / 1000 });
      throw await changedMeanwhile(deps, tx, { workspaceId, id: other });
    }
    await recordActivity(
      deps,
      tx,
      undone.map(({ id }) => ({
        workspaceId,
        action: 'invitation.undone' as const,
        actorId: userId,
        subject: { type: 'invitation' as const, id },
        before: { status: 'PENDING' },
        after: { status: 'CANCELED' },
        origin,
      })),
    );
    return { emails: undone.map(({ email }) => email) };
  });
}
