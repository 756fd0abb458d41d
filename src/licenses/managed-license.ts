import { lastChange } from '../activity/subject-history.ts';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';

/** A license as whoever changes it saw it. */
export interface SeenLicense {
  id: string;
  revision: number;
}

/** A license as it stays until the transaction ends; refuses where there is none of that id. */
export async function lockLicense(tx: Tx, { workspaceId, id }: { workspaceId: string; id: string }) {
  await tx.$queryRaw`
    SELECT id FROM license WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  const license = await tx.license.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  if (!license || license.deletedAt) throw new Refusal('LICENSE_UNKNOWN', {});
  return license;
}

/** For whoever acts on a license that is not any more as they saw it: whose doing that was. */
export async function licenseChanged(
  tx: Tx,
  { workspaceId, id, name }: { workspaceId: string; id: string; name: string },
): Promise<Refusal> {
  const change = await lastChange(tx, { workspaceId, type: 'license', id });
  return new Refusal('LICENSE_CHANGED', { name, ...change });
}
