import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { keptFields, keptKey, type LicenseFields, recordedFields } from './license-fields.ts';
import { licenseChanged, lockLicense, type SeenLicense } from './managed-license.ts';

export interface LicenseEdit {
  actor: ActorRef;
  /** As whoever edits it saw it. */
  license: SeenLicense;
  /** An empty key keeps the one that is there. */
  fields: LicenseFields;
  origin: Origin;
}

/** Changes what is known of a license. It keeps at least as many seats as are in use. */
export async function editLicense(
  deps: Deps,
  { actor, license: seen, fields, origin }: LicenseEdit,
): Promise<{ name: string }> {
  const { workspaceId, userId } = actor;
  const kept = keptFields(fields);
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'EDIT_LICENSES');
    const license = await lockLicense(tx, { workspaceId, id: seen.id });
    if (license.revision !== seen.revision) throw await licenseChanged(tx, license);
    if (kept.seats < license.seatsUsed) {
      throw new Refusal('LICENSE_SEATS_BELOW_USE', { asked: kept.seats, used: license.seatsUsed });
    }
    const key = keptKey(deps, { workspaceId, id: seen.id }, fields.key);
    const isNewKey = 'keySealed' in key;
    const before = recordedFields(license);
    const after = { ...recordedFields(kept), ...(isNewKey && { key: 'replaced' }) };
    if (JSON.stringify(before) === JSON.stringify(after)) return { name: kept.name };
    const { count } = await tx.license.updateMany({
      where: { workspaceId, id: seen.id, revision: seen.revision, deletedAt: null },
      data: { ...kept, ...key, revision: { increment: 1 } },
    });
    if (count === 0) throw new Error('a license that was locked was changed');
    const subject = { type: 'license' as const, id: seen.id };
    await recordActivity(deps, tx, [
      { workspaceId, action: 'license.edited', actorId: userId, subject, before, after, origin },
    ]);
    return { name: kept.name };
  });
}
