import type { Deps, Tx } from '../deps.ts';
import { bytesText } from './bytes-text.ts';
import { digestOf, openKey } from './sealed-key.ts';

/** So many are digested at once; the others, and those that do not open, are told apart by their last characters. */
const AT_ONCE = 10_000;

/** Notes of keys by what they are known again, where that was not done when they were sealed, if they still open. */
export async function digestKeys(
  { vaultKey }: Pick<Deps, 'vaultKey'>,
  tx: Tx,
  workspaceId: string,
): Promise<void> {
  const older = await tx.license.findMany({
    where: { workspaceId, keySealed: { not: null }, keyDigest: null, deletedAt: null },
    select: { id: true, keySealed: true },
    orderBy: { id: 'asc' },
    take: AT_ONCE,
  });
  const digested = older.flatMap(({ id, keySealed }) => {
    const key = keySealed && openKey(vaultKey, { workspaceId, id }, keySealed);
    if (!keySealed || !key) return [];
    return { id, sealed: bytesText(keySealed), digest: bytesText(digestOf(vaultKey, { workspaceId }, key)) };
  });
  if (digested.length === 0) return;
  // Not where somebody has replaced it meanwhile; and nobody is waited for.
  await tx.$executeRaw`
    WITH same AS (
      SELECT l.id, digested.digest FROM license l
      JOIN json_to_recordset(${JSON.stringify(digested)}::json) AS digested(id uuid, sealed bytea, digest bytea)
        ON digested.id = l.id AND digested.sealed = l.key_sealed
      WHERE l.workspace_id = ${workspaceId}::uuid AND l.key_digest IS NULL
      ORDER BY l.id FOR NO KEY UPDATE OF l SKIP LOCKED
    )
    UPDATE license l SET key_digest = same.digest FROM same
    WHERE l.workspace_id = ${workspaceId}::uuid AND l.id = same.id`;
}
