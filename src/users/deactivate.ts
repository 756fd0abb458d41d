import type { Origin } from '../activity/record-activity.ts';
import { takeBackFrom } from '../assets/take-back-from.ts';
import { settleDeparture } from '../departures/settle-departure.ts';
import type { Deps, Tx } from '../deps.ts';
import { endSessions } from '../identities/end-sessions.ts';
import { takeLicensesFrom } from '../licenses/take-licenses-from.ts';
import { noteDecision } from '../reviews/note-decision.ts';

/**
 * Ends somebody's access at once, and every session with the sign-in's last active user, and takes back what they have;
 * returns how many things that were. Whoever calls it holds the account, and records why. `actorId`: null where nobody
 * does it but the product; `inReview`: they decide it in the access review. The database refuses it for the Owner.
 */
export async function deactivate(
  deps: Deps,
  tx: Tx,
  user: { workspaceId: string; id: string; identityId: string; revision: number },
  { actorId, inReview = false, origin }: { actorId: string | null; inReview?: boolean; origin: Origin },
): Promise<number> {
  const { workspaceId, id, identityId, revision } = user;
  const { count } = await tx.user.updateMany({
    where: { workspaceId, id, revision, status: { not: 'INACTIVE' } },
    data: {
      status: 'INACTIVE',
      deactivatedAt: deps.now(),
      pendingEmail: null,
      revision: { increment: 1 },
    },
  });
  if (count === 0) throw new Error('an account that was locked was changed');
  const active = await tx.user.count({ where: { identityId, status: 'ACTIVE' } });
  if (active === 0) await endSessions(tx, identityId);
  await noteDecision(deps, tx, { workspaceId, userIds: [id], decision: 'DEACTIVATED', inReview, actorId });
  await settleDeparture(deps, tx, { workspaceId, userId: id, actorId });
  const leaving = { workspaceId, userId: id, actorId, origin };
  return (await takeBackFrom(deps, tx, leaving)) + (await takeLicensesFrom(deps, tx, leaving));
}
