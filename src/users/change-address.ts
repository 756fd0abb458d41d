import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Identity, User } from '../generated/prisma/client.ts';
import { endSessions } from '../identities/end-sessions.ts';
import { isGenuine, readLinkToken } from '../links/link-token.ts';
import { readActor } from '../roles/permitted.ts';
import { coveredOf } from './address-link.ts';
import { findAdmins } from './find-admins.ts';
import { fullName } from './full-name.ts';

type ChangingUser = User & { pendingEmail: string };

/** Whose address a link would change to which. Reads only. */
export async function findAddressChange(
  { db, now, linkKey }: Pick<Deps, 'db' | 'now' | 'linkKey'>,
  { token }: { token: string },
): Promise<ChangingUser> {
  const claim = readLinkToken(token);
  const [workspaceId, id] = claim.ids;
  const user = await db.user.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  const covered = coveredOf(user ?? { email: '', pendingEmail: null });
  const genuine = isGenuine(linkKey, 'address', claim, covered);
  if (!user?.pendingEmail || !genuine || !claim.expiresAt) throw new Refusal('LINK_INVALID', {});
  const actor = await readActor(db, { workspaceId, userId: id });
  if (actor?.status !== 'ACTIVE') {
    throw new Refusal('ACCOUNT_INACTIVE', { admins: await findAdmins(db, workspaceId) });
  }
  if (claim.expiresAt <= now()) throw new Refusal('ADDRESS_LINK_EXPIRED', {});
  return { ...user, pendingEmail: user.pendingEmail };
}

/**
 * Makes the new address count, because its holder says so. Somebody who signs in elsewhere with the old one keeps that
 * sign-in there: no workspace changes how people reach another.
 */
export async function changeAddress(
  deps: Deps,
  { token, origin }: { token: string; origin: Origin },
): Promise<void> {
  const user = await findAddressChange(deps, { token });
  const { workspaceId, id, email, pendingEmail } = user;
  const change = inTransaction(deps.db, async (tx) => {
    const taken = await tx.user.count({ where: { workspaceId, email: pendingEmail } });
    if (taken > 0) throw new Refusal('ADDRESS_TAKEN', {});
    const { count } = await tx.user.updateMany({
      where: { workspaceId, id, email, pendingEmail, status: 'ACTIVE' },
      data: { email: pendingEmail, pendingEmail: null, revision: { increment: 1 } },
    });
    if (count === 0) throw new Refusal('LINK_INVALID', {});
    await moveSignIn(deps, tx, user);
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'user.address-changed',
        actorId: id,
        subject: { type: 'user', id },
        before: { email },
        after: { email: pendingEmail },
        origin,
      },
    ]);
  });
  // Somebody else has verified the same one at this moment.
  await change.catch((error) => {
    throw isUniqueViolation(error) ? new Refusal('ADDRESS_TAKEN', {}) : error;
  });
}

/** The sign-in gets the new address where it is this user's alone; else the user gets the one that has the address. */
async function moveSignIn(deps: Deps, tx: Tx, user: ChangingUser): Promise<void> {
  const { workspaceId, id, identityId, pendingEmail } = user;
  const at = deps.now();
  // Whoever turns a second factor on or off at this moment comes before this or after it.
  await tx.$queryRaw`
    SELECT id FROM identity WHERE id = ${identityId}::uuid OR email = ${pendingEmail} ORDER BY id FOR UPDATE`;
  const others = await tx.user.count({
    where: { identityId, NOT: { workspaceId, id } },
  });
  const own = { email: pendingEmail, emailVerified: true, updatedAt: at };
  const existing = await tx.identity.findUnique({ where: { email: pendingEmail } });
  if (others === 0 && !existing) {
    await tx.identity.update({ where: { id: identityId }, data: own });
    await endSessions(tx, identityId);
    return;
  }
  const to = existing
    ? await tx.identity.update({ where: { id: existing.id }, data: { emailVerified: true, updatedAt: at } })
    : await tx.identity.create({ data: { id: deps.newId(), name: fullName(user), createdAt: at, ...own } });
  await keepSecondFactor(deps, tx, { from: identityId, to });
  await tx.user.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { identityId: to.id },
  });
}

/**
 * Whoever signs in with a second factor does so afterwards as well. A sign-in that opens another workspace is not
 * changed from here: its owner sets one up first.
 */
async function keepSecondFactor(
  deps: Deps,
  tx: Tx,
  { from, to }: { from: string; to: Identity },
): Promise<void> {
  const kept = await tx.secondFactor.findFirst({
    where: { identityId: from, identity: { hasSecondFactor: true } },
  });
  if (!kept || to.hasSecondFactor) return;
  const users = await tx.user.count({ where: { identityId: to.id, status: { not: 'INACTIVE' } } });
  if (users > 0) throw new Refusal('SECOND_FACTOR_MISSING', { email: to.email });
  const { secret, backupCodes } = kept;
  // One that was begun and never confirmed.
  await tx.secondFactor.deleteMany({ where: { identityId: to.id } });
  await tx.secondFactor.create({ data: { id: deps.newId(), identityId: to.id, secret, backupCodes } });
  await tx.identity.update({ where: { id: to.id }, data: { hasSecondFactor: true } });
  await endSessions(tx, to.id);
}
