import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { keptFields, keptKey, type LicenseFields, recordedFields } from './license-fields.ts';

export interface NewLicense {
  actor: ActorRef;
  fields: LicenseFields;
  origin: Origin;
}

/** Adds a license. Its key is sealed; the record says only that there is one. */
export async function createLicense(
  deps: Deps,
  { actor, fields, origin }: NewLicense,
): Promise<{ id: string; name: string }> {
  const { workspaceId, userId } = actor;
  const kept = keptFields(fields);
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'CREATE_LICENSES');
    const id = deps.newId();
    const key = keptKey(deps, { workspaceId, id }, fields.key);
    await tx.license.create({ data: { workspaceId, id, ...kept, ...key, createdAt: deps.now() } });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'license.created',
        actorId: userId,
        subject: { type: 'license', id },
        after: recordedFields(kept),
        origin,
      },
    ]);
    return { id, name: kept.name };
  });
}
