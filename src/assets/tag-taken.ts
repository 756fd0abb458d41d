import { z } from 'zod';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';

/** Throws what went wrong: where it is that another asset has the tag, a refusal that names it. */
export async function tagTaken(
  { db }: Pick<Deps, 'db'>,
  error: unknown,
  { workspaceId, tag }: { workspaceId: string; tag: string },
): Promise<never> {
  if (!isUniqueViolation(error)) throw error;
  const others = await db.$queryRaw`
    SELECT name FROM asset
    WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL AND lower(tag) = lower(${tag})`;
  const [other] = z.array(z.object({ name: z.string() })).parse(others);
  throw new Refusal('ASSET_TAG_TAKEN', { tag, name: other?.name ?? null });
}
