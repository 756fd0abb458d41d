import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { fullName } from '../users/full-name.ts';

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
  const ended = await tx.assetAssignment.updateManyAndReturn({
    where: { workspaceId, userId, endedAt: null },
    data: { endedAt: deps.now(), endedById: actorId },
    include: { asset: { select: { tag: true, name: true } }, user: true },
  });
  await recordActivity(
    deps,
    tx,
    ended.map(({ assetId, asset: { tag, name }, user }) => ({
      workspaceId,
      action: 'asset.unassigned' as const,
      actorId,
      subject: { type: 'asset' as const, id: assetId },
      before: { tag, name, holderId: userId, holder: fullName(user) },
      reason: 'Whoever had it was deactivated.',
      origin,
    })),
  );
  return ended.length;
}
