import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { lockLicense } from './managed-license.ts';
import { openKey } from './sealed-key.ts';

/** The key of a license, for whoever may edit it; that they looked is recorded. */
export async function showLicenseKey(
  deps: Deps,
  { actor, licenseId, origin }: { actor: ActorRef; licenseId: string; origin: Origin },
): Promise<{ name: string; key: string }> {
  const { workspaceId, userId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'EDIT_LICENSES');
    const { name, keySealed } = await lockLicense(tx, { workspaceId, id: licenseId });
    if (!keySealed) throw new Refusal('LICENSE_WITHOUT_KEY', { name });
    const key = openKey(deps.vaultKey, { workspaceId, id: licenseId }, keySealed);
    if (key === undefined) throw new Refusal('LICENSE_KEY_UNREADABLE', { name });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'license.key-shown',
        actorId: userId,
        subject: { type: 'license', id: licenseId },
        origin,
      },
    ]);
    return { name, key };
  });
}
