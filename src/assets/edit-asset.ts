import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { type AssetFields, keptFields, recordedFields } from './asset-fields.ts';
import { assetChanged, lockAsset, type SeenAsset } from './managed-asset.ts';
import { tagTaken } from './tag-taken.ts';

export interface AssetEdit {
  actor: ActorRef;
  /** As whoever edits it saw it. */
  asset: SeenAsset;
  fields: AssetFields;
  origin: Origin;
}

/** Changes what is known of an asset. One that somebody has stays in service until it is taken back. */
export async function editAsset(
  deps: Deps,
  { actor, asset: seen, fields, origin }: AssetEdit,
): Promise<{ name: string }> {
  const { workspaceId, userId } = actor;
  const kept = keptFields(fields);
  const edited = inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'EDIT_ASSETS');
    const asset = await lockAsset(tx, { workspaceId, id: seen.id });
    if (asset.revision !== seen.revision) throw await assetChanged(tx, asset);
    if (kept.status !== 'IN_SERVICE' && asset.holding) {
      throw new Refusal('ASSET_HELD', { name: asset.name, holder: asset.holding.name });
    }
    const before = recordedFields(asset);
    const after = recordedFields(kept);
    if (JSON.stringify(before) === JSON.stringify(after)) return { name: kept.name };
    const { count } = await tx.asset.updateMany({
      where: { workspaceId, id: seen.id, revision: seen.revision, deletedAt: null },
      data: { ...kept, revision: { increment: 1 } },
    });
    if (count === 0) throw new Error('an asset that was locked was changed');
    const subject = { type: 'asset' as const, id: seen.id };
    await recordActivity(deps, tx, [
      { workspaceId, action: 'asset.edited', actorId: userId, subject, before, after, origin },
    ]);
    return { name: kept.name };
  });
  return edited.catch(async (error) => {
    throw isUniqueViolation(error) ? await tagTaken(deps.db, { workspaceId, tag: kept.tag }) : error;
  });
}
