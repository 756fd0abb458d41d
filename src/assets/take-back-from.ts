import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { fullName } from '../users/full-name.ts';
import { endHoldings } from './end-holdings.ts';

interface Leaving {
  workspaceId: string;
  /** Who has to give everything back. */
  userId: string;
  /** null: the product itself. */
  actorId: string | null;
  origin: Origin;
}

/** Takes back whatever somebody has, in the transaction that ends their access; returns how many things that were. */
export async function takeBackFrom(
  deps: Deps,
  tx: Tx,
  { workspaceId, userId, actorId, origin }: Leaving,
): Promise<number> {
  const ended = await endHoldings(deps, tx, { workspaceId, userId, actorId });
  if (ended.length === 0) return 0;
  const holder = fullName(
    await tx.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: userId } } }),
  );
  await recordActivity(
    deps,
    tx,
    ended.map(({ assetId, tag, name }) => ({
      workspaceId,
      action: 'asset.unassigned' as const,
      actorId,
      subject: { type: 'asset' as const, id: assetId },
      before: { tag, name, holderId: userId, holder },
      reason: 'Whoever had it was deactivated.',
      origin,
    })),
  );
  return ended.length;
}
