import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { keepHolder } from '../users/keep-holder.ts';
import { endHoldings } from './end-holdings.ts';
import { lockLicense } from './managed-license.ts';

export interface LicenseAssignment {
  actor: ActorRef;
  licenseId: string;
  userId: string;
  origin: Origin;
}

/** Gives somebody a seat of a license, where one is free. Of those who want the last one at once, one gets it. */
export async function assignLicense(
  deps: Deps,
  { actor, licenseId, userId, origin }: LicenseAssignment,
): Promise<{ name: string; holder: string; left: number }> {
  const { workspaceId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'EDIT_LICENSES');
    const { name: holder } = await keepHolder(tx, { workspaceId, userId });
    const { name, seats, seatsUsed } = await lockLicense(tx, { workspaceId, id: licenseId });
    const open = { workspaceId, licenseId, userId, endedAt: null };
    if ((await tx.licenseAssignment.count({ where: open })) > 0) {
      throw new Refusal('LICENSE_HELD', { name, holder });
    }
    if (seatsUsed >= seats) throw new Refusal('LICENSE_FULL', { name, seats });
    await tx.licenseAssignment.create({
      data: {
        ...{ workspaceId, id: deps.newId(), licenseId, userId },
        ...{ assignedAt: deps.now(), assignedById: actor.userId },
      },
    });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'license.assigned',
        actorId: actor.userId,
        subject: { type: 'license', id: licenseId },
        after: { name, holderId: userId, holder },
        origin,
      },
    ]);
    return { name, holder, left: seats - seatsUsed - 1 };
  });
}

/** Takes a seat back from somebody: it is free for the next one. */
export async function unassignLicense(
  deps: Deps,
  { actor, licenseId, userId, origin }: LicenseAssignment,
): Promise<{ name: string; holder: string }> {
  const { workspaceId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'EDIT_LICENSES');
    const { name } = await lockLicense(tx, { workspaceId, id: licenseId });
    const user = await tx.user.findUnique({ where: { workspaceId_id: { workspaceId, id: userId } } });
    if (!user) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
    const holder = fullName(user);
    const ended = await endHoldings(deps, tx, { workspaceId, userId, licenseId, actorId: actor.userId });
    if (ended.length === 0) throw new Refusal('LICENSE_NOT_HELD', { name, holder });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'license.unassigned',
        actorId: actor.userId,
        subject: { type: 'license', id: licenseId },
        before: { name, holderId: userId, holder },
        origin,
      },
    ]);
    return { name, holder };
  });
}
