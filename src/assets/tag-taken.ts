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
  const other = await db.asset.findFirst({
    where: { workspaceId, deletedAt: null, tag: { equals: tag, mode: 'insensitive' } },
    select: { name: true },
  });
  throw new Refusal('ASSET_TAG_TAKEN', { tag, name: other?.name ?? null });
}
