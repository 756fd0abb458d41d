import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, requireOneOf } from '../roles/permitted.ts';

/** The license of a name, the newest of several, for whoever changes licenses without seeing them all. */
export async function findLicense(tx: Tx, actor: ActorRef, name: string): Promise<{ id: string }> {
  await requireOneOf(tx, actor, ['VIEW_LICENSES', 'EDIT_LICENSES', 'DELETE_LICENSES']);
  const rows = await tx.$queryRaw`
    SELECT id::text AS id FROM license
    WHERE workspace_id = ${actor.workspaceId}::uuid AND lower(name) = lower(${name}) AND deleted_at IS NULL
    ORDER BY created_at DESC, id DESC LIMIT 1`;
  const [license] = z.array(z.object({ id: z.string() })).parse(rows);
  if (!license) throw new Refusal('LICENSE_NAME_UNKNOWN', { name });
  return license;
}
