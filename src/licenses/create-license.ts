import { isDeepStrictEqual } from 'node:util';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { keptFields, keptKey, type LicenseFields, recordedFields } from './license-fields.ts';

export interface NewLicense {
  actor: ActorRef;
  /** Names the form in which it was typed: what comes again from there is the same license. */
  submission: string;
  fields: LicenseFields;
  origin: Origin;
}

/**
 * Adds a license, once for each form; refused where the form has added it with other values. Its key is sealed; the record
 * says only that there is one.
 */
export async function createLicense(
  deps: Deps,
  { actor, submission, fields, origin }: NewLicense,
): Promise<{ id: string; name: string }> {
  const { workspaceId, userId } = actor;
  const kept = keptFields(fields);
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'CREATE_LICENSES');
    const id = deps.newId();
    const key = keptKey(deps, { workspaceId, id }, fields.key);
    // Of the same form twice, the second waits for the first and finds its license.
    const { count } = await tx.license.createMany({
      data: { workspaceId, id, ...kept, ...key, submission, createdAt: deps.now() },
      skipDuplicates: true,
    });
    if (count === 0) {
      const existing = await tx.license.findUniqueOrThrow({
        where: { workspaceId_submission: { workspaceId, submission } },
      });
      const same =
        isDeepStrictEqual(recordedFields(existing), recordedFields(kept)) &&
        isDeepStrictEqual(existing.keyDigest, key.keyDigest ?? null);
      if (!same) throw new Refusal('LICENSE_ADDED_ALREADY', { name: existing.name });
      return { id: existing.id, name: existing.name };
    }
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
