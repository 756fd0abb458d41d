import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { type AssetFields, keptFields, recordedFields } from './asset-fields.ts';
import { tagTaken } from './tag-taken.ts';

export interface NewAsset {
  actor: ActorRef;
  fields: AssetFields;
  origin: Origin;
}

/** Adds an asset; refused where another one has the tag. */
export async function createAsset(
  deps: Deps,
  { actor, fields, origin }: NewAsset,
): Promise<{ id: string; name: string }> {
  const { workspaceId, userId } = actor;
  const kept = keptFields(fields);
  const created = inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'CREATE_ASSETS');
    const id = deps.newId();
    await tx.asset.create({ data: { workspaceId, id, ...kept, createdAt: deps.now() } });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'asset.created',
        actorId: userId,
        subject: { type: 'asset', id },
        after: recordedFields(kept),
        origin,
      },
    ]);
    return { id, name: kept.name };
  });
  return created.catch((error) => tagTaken(deps, error, { workspaceId, tag: kept.tag }));
}
