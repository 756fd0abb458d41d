import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { recordedFields } from './asset-fields.ts';
import { assetChanged, lockAsset, type SeenAsset } from './managed-asset.ts';

export interface AssetDeletion {
  actor: ActorRef;
  asset: SeenAsset;
  reason: string;
  origin: Origin;
}

/** Takes an asset that nobody has out of the lists. What it was, and who had it, stays in the history. */
export async function deleteAsset(
  deps: Deps,
  { actor, asset: seen, reason, origin }: AssetDeletion,
): Promise<{ name: string }> {
  const { workspaceId, userId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'DELETE_ASSETS');
    const asset = await lockAsset(tx, { workspaceId, id: seen.id });
    if (asset.revision !== seen.revision) throw await assetChanged(tx, asset);
    if (asset.holding) throw new Refusal('ASSET_HELD', { name: asset.name, holder: asset.holding.name });
    const { count } = await tx.asset.updateMany({
      where: { workspaceId, id: seen.id, revision: seen.revision, deletedAt: null },
      data: { deletedAt: deps.now(), revision: { increment: 1 } },
    });
    if (count === 0) throw new Error('an asset that was locked was changed');
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'asset.deleted',
        actorId: userId,
        subject: { type: 'asset', id: seen.id },
        before: recordedFields(asset),
        reason,
        origin,
      },
    ]);
    return { name: asset.name };
  });
}
