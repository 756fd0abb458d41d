import { lastChange } from '../activity/subject-history.ts';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { fullName } from '../users/full-name.ts';

/** An asset as whoever changes it saw it. */
export interface SeenAsset {
  id: string;
  revision: number;
}

/** An asset with whoever has it, as it stays until the transaction ends; refuses where there is none of that id. */
export async function lockAsset(tx: Tx, { workspaceId, id }: { workspaceId: string; id: string }) {
  await tx.$queryRaw`
    SELECT id FROM asset WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  const asset = await tx.asset.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: { assignments: { where: { endedAt: null }, include: { user: true } } },
  });
  if (!asset || asset.deletedAt) throw new Refusal('ASSET_UNKNOWN', {});
  const { assignments, ...fields } = asset;
  const [open] = assignments;
  return {
    ...fields,
    holding: open ? { userId: open.userId, name: fullName(open.user) } : null,
  };
}

/** For whoever acts on an asset that is not any more as they saw it: whose doing that was. */
export async function assetChanged(
  tx: Tx,
  { workspaceId, id, name }: { workspaceId: string; id: string; name: string },
): Promise<Refusal> {
  return new Refusal('ASSET_CHANGED', {
    name,
    ...(await lastChange(tx, { workspaceId, type: 'asset', id })),
  });
}
