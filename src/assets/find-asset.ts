import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, requireOneOf } from '../roles/permitted.ts';

/** The asset that has a tag, in whatever case, for whoever changes assets without seeing them all. */
export async function findAsset(tx: Tx, actor: ActorRef, tag: string): Promise<{ id: string }> {
  await requireOneOf(tx, actor, ['VIEW_ASSETS', 'EDIT_ASSETS', 'DELETE_ASSETS']);
  const rows = await tx.$queryRaw`
    SELECT id::text AS id FROM asset
    WHERE workspace_id = ${actor.workspaceId}::uuid AND lower(tag) = lower(${tag}) AND deleted_at IS NULL`;
  const [asset] = z.array(z.object({ id: z.string() })).parse(rows);
  if (!asset) throw new Refusal('ASSET_TAG_UNKNOWN', { tag });
  return asset;
}
