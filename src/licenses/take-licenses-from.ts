import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { fullName } from '../users/full-name.ts';
import { endHoldings } from './end-holdings.ts';

interface Leaving {
  workspaceId: string;
  /** Whose seats become free. */
  userId: string;
  /** null: the product itself. */
  actorId: string | null;
  origin: Origin;
}

/** Frees whatever seats of licenses somebody has, in the transaction that ends their access; returns how many. */
export async function takeLicensesFrom(
  deps: Deps,
  tx: Tx,
  { workspaceId, userId, actorId, origin }: Leaving,
): Promise<number> {
  // In one order, as several people may be deactivated at once.
  await tx.$queryRaw`
    SELECT id FROM license WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT license_id FROM license_assignment
      WHERE workspace_id = ${workspaceId}::uuid AND user_id = ${userId}::uuid AND ended_at IS NULL)
    ORDER BY id FOR NO KEY UPDATE`;
  const ended = await endHoldings(deps, tx, { workspaceId, userId, actorId });
  if (ended.length === 0) return 0;
  const holder = fullName(
    await tx.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: userId } } }),
  );
  await recordActivity(
    deps,
    tx,
    ended.map(({ licenseId, name }) => ({
      workspaceId,
      action: 'license.unassigned' as const,
      actorId,
      subject: { type: 'license' as const, id: licenseId },
      before: { name, holderId: userId, holder },
      reason: 'Whoever had it was deactivated.',
      origin,
    })),
  );
  return ended.length;
}
