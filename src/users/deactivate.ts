import { settleDeparture } from '../departures/settle-departure.ts';
import type { Deps, Tx } from '../deps.ts';
import { noteDecision } from '../reviews/note-decision.ts';

/**
 * Ends somebody's access at once, and every session with the sign-in's last active user. Whoever calls it holds the
 * account, and records why. `actorId`: null where nobody does it but the product. The database refuses it for the Owner.
 */
export async function deactivate(
  deps: Deps,
  tx: Tx,
  user: { workspaceId: string; id: string; identityId: string; revision: number },
  actorId: string | null,
): Promise<void> {
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
  if (active === 0) await tx.session.deleteMany({ where: { identityId } });
  await noteDecision(deps, tx, { workspaceId, userId: id, decision: 'DEACTIVATED', actorId });
  await settleDeparture(deps, tx, { workspaceId, userId: id, actorId });
}
