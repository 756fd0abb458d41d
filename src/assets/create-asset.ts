import { isDeepStrictEqual } from 'node:util';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { type AssetFields, keptFields, recordedFields } from './asset-fields.ts';
import { tagTaken } from './tag-taken.ts';

export interface NewAsset {
  actor: ActorRef;
  /** Names the form in which it was typed: what comes again from there is the same asset. */
  submission: string;
  fields: AssetFields;
  origin: Origin;
}

/** Adds an asset, once for each form; refused where another one has the tag, or the form has added it with other values. */
export async function createAsset(
  deps: Deps,
  { actor, submission, fields, origin }: NewAsset,
): Promise<{ id: string; name: string }> {
  const { workspaceId, userId } = actor;
  const kept = keptFields(fields);
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'CREATE_ASSETS');
    const id = deps.newId();
    // Of the same form twice, the second waits for the first and finds its asset.
    const { count } = await tx.asset.createMany({
      data: { workspaceId, id, ...kept, submission, createdAt: deps.now() },
      skipDuplicates: true,
    });
    if (count === 0) {
      const existing = await tx.asset.findUnique({
        where: { workspaceId_submission: { workspaceId, submission } },
      });
      if (!existing) throw await tagTaken(tx, { workspaceId, tag: kept.tag });
      const { tag, name } = existing;
      if (!isDeepStrictEqual(recordedFields(existing), recordedFields(kept))) {
        throw new Refusal('ASSET_ADDED_ALREADY', { tag, name });
      }
      return { id: existing.id, name };
    }
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
}
