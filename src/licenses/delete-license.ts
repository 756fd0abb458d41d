import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { recordedFields } from './license-fields.ts';
import { licenseChanged, lockLicense, type SeenLicense } from './managed-license.ts';

export interface LicenseDeletion {
  actor: ActorRef;
  license: SeenLicense;
  reason: string;
  origin: Origin;
}

/** Takes a license that nobody uses out of the lists, and forgets its key. Who used it stays in the history. */
export async function deleteLicense(
  deps: Deps,
  { actor, license: seen, reason, origin }: LicenseDeletion,
): Promise<{ name: string }> {
  const { workspaceId, userId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'DELETE_LICENSES');
    const license = await lockLicense(tx, { workspaceId, id: seen.id });
    const { name, seatsUsed } = license;
    if (license.revision !== seen.revision) throw await licenseChanged(tx, license);
    if (seatsUsed > 0) throw new Refusal('LICENSE_IN_USE', { name, used: seatsUsed });
    const { count } = await tx.license.updateMany({
      where: { workspaceId, id: seen.id, revision: seen.revision, deletedAt: null },
      data: {
        deletedAt: deps.now(),
        keySealed: null,
        keyHint: '',
        keyDigest: null,
        revision: { increment: 1 },
      },
    });
    if (count === 0) throw new Error('a license that was locked was changed');
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'license.deleted',
        actorId: userId,
        subject: { type: 'license', id: seen.id },
        before: recordedFields(license),
        reason,
        origin,
      },
    ]);
    return { name };
  });
}
