import type { Deps, Tx } from '../deps.ts';
import { digestOf, openKey } from './sealed-key.ts';

/** Notes of the keys that were sealed before keys were digested by what they are known again, if they still open. */
export async function digestKeys(
  { vaultKey }: Pick<Deps, 'vaultKey'>,
  tx: Tx,
  workspaceId: string,
): Promise<void> {
  const older = await tx.license.findMany({
    where: { workspaceId, keySealed: { not: null }, keyDigest: null, deletedAt: null },
    select: { id: true, keySealed: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, keySealed } of older) {
    const key = keySealed && openKey(vaultKey, { workspaceId, id }, keySealed);
    if (!key) continue;
    await tx.license.updateMany({
      // Not where somebody has replaced it meanwhile.
      where: { workspaceId, id, keyDigest: null, keySealed },
      data: { keyDigest: digestOf(vaultKey, { workspaceId }, key) },
    });
  }
}
