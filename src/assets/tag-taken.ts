import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';

/** For whoever wants a tag that another asset has: which one. */
export async function tagTaken(
  tx: Tx,
  { workspaceId, tag }: { workspaceId: string; tag: string },
): Promise<Refusal> {
  const others = await tx.$queryRaw`
    SELECT name FROM asset
    WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL AND lower(tag) = lower(${tag})`;
  const [other] = z.array(z.object({ name: z.string() })).parse(others);
  return new Refusal('ASSET_TAG_TAKEN', { tag, name: other?.name ?? null });
}
