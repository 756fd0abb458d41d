import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { enqueue } from '../queue/enqueue.ts';
import { lockActor, mayGrant } from '../roles/permitted.ts';
import { accessIsOver, newAccessEnd } from '../users/access-end.ts';
import { activateUsers } from '../users/activate-users.ts';
import { typedName } from '../users/typed-text.ts';
import { findInvitationByLink, type OpenInvitation, requireOpen } from './find-by-link.ts';
import { invitationSource, withdrawnInvitationSource } from './invitation-source.ts';
import { createIdentity, type JoiningIdentity, joiningIdentity } from './joining-identity.ts';

export interface Acceptance {
  token: string;
  firstName: string;
  lastName: string;
  /** A new one; or, where the address has an account already, that account's. */
  password: string;
  origin: Origin;
}

export interface Accepted {
  identityId: string;
  /** The address was verified before, with another workspace: there is nothing left to do. */
  active: boolean;
}

/** Turns an open invitation into a user. Of several acceptances at once, one wins. */
export async function acceptInvitation(deps: Deps, typed: Acceptance): Promise<Accepted> {
  const names = { firstName: typedName(typed.firstName), lastName: typedName(typed.lastName) };
  const acceptance = { ...typed, ...names };
  const invitation = await findInvitationByLink(deps, acceptance);
  // Outside of the transaction: hashing is slow by design.
  const identity = await joiningIdentity(deps, invitation, acceptance);
  const attempt = { ...acceptance, invitation, identity };
  const outcome = await inTransaction(deps.db, (tx) => accept(deps, tx, attempt)).catch(async (error) => {
    if (!violates(error, 'seats_within_limit')) throw error;
    throw new Refusal('WORKSPACE_FULL', { source: await source(deps.db, invitation) });
  });
  if (outcome === 'IDENTITY_MADE_MEANWHILE') return acceptInvitation(deps, acceptance);
  // Only now: the withdrawal is committed, although the person is refused.
  if (outcome === 'WITHDRAWN') {
    const withdrawn = await source(deps.db, invitation, withdrawnInvitationSource);
    throw new Refusal('INVITATION_WITHDRAWN', { source: withdrawn });
  }
  return outcome;
}

interface Attempt extends Acceptance {
  invitation: OpenInvitation;
  identity: JoiningIdentity;
}

async function accept(
  deps: Deps,
  tx: Tx,
  attempt: Attempt,
): Promise<Accepted | 'WITHDRAWN' | 'IDENTITY_MADE_MEANWHILE'> {
  const { invitation, identity, firstName, lastName } = attempt;
  const { workspaceId, email } = invitation;
  if (!(await isStillGranted(deps, tx, invitation))) {
    await claim(deps, tx, invitation, { status: 'CANCELED' });
    await recordWithdrawal(deps, tx, attempt);
    return 'WITHDRAWN';
  }
  const name = `${firstName} ${lastName}`.trim();
  if (!(await createIdentity(deps, tx, identity, { email, name }))) return 'IDENTITY_MADE_MEANWHILE';
  const userId = deps.newId();
  const { roleId, roleKind, department, jobTitle, accessUntil } = await claim(deps, tx, invitation, {
    status: 'ACCEPTED',
    acceptedUserId: userId,
  });
  const { count } = await tx.user.createMany({
    data: {
      ...{ workspaceId, id: userId, identityId: identity.id, email, firstName, lastName, roleId, roleKind },
      ...{ department, jobTitle },
      ...(await newAccessEnd(deps, tx, { workspaceId, accessUntil })),
      status: 'UNVERIFIED',
      createdAt: deps.now(),
    },
    skipDuplicates: true,
  });
  if (count === 0) throw new Refusal('USER_EXISTS', { source: await source(tx, invitation) });
  await recordAcceptance(deps, tx, { ...attempt, userId });
  if (identity.verified) await activateUsers(deps, tx, { identityId: identity.id, origin: attempt.origin });
  else await enqueue(tx, 'mail-verification', { workspaceId, userId });
  return { identityId: identity.id, active: identity.verified };
}

/**
 * The inviter is still active, may still invite, and still holds every permission of the role. All of that stays so
 * until the transaction ends, the invitation's own role and inviter among them.
 */
async function isStillGranted(deps: Deps, tx: Tx, { workspaceId, id }: OpenInvitation): Promise<boolean> {
  await tx.$queryRaw`
    SELECT id FROM invitation WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  const {
    inviterId,
    roleKind,
    role,
    inviter: { accessUntil },
    workspace,
  } = await tx.invitation.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      ...{ inviterId: true, roleKind: true, role: { select: { permissions: true } } },
      inviter: { select: { accessUntil: true } },
      workspace: { select: { timeZone: true } },
    },
  });
  const inviter = await lockActor(tx, { workspaceId, userId: inviterId });
  return (
    inviter?.status === 'ACTIVE' &&
    !accessIsOver({ accessUntil, ...workspace }, deps.now()) &&
    inviter.permissions.includes('INVITE_USERS') &&
    mayGrant(inviter, { kind: roleKind, permissions: role.permissions.map(({ permission }) => permission) })
  );
}

/** Settles the invitation if it is still open in this version; the database lets one claim through. */
async function claim(
  { now }: Deps,
  tx: Tx,
  { workspaceId, id, version }: OpenInvitation,
  settled: Pick<Prisma.InvitationUncheckedUpdateManyInput, 'status' | 'acceptedUserId'>,
) {
  const at = now();
  const [claimed] = await tx.invitation.updateManyAndReturn({
    where: { workspaceId, id, status: 'PENDING', version, expiresAt: { gt: at } },
    data: { ...settled, settledAt: at },
  });
  if (claimed) return claimed;
  const lost = await tx.invitation.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id } } });
  await requireOpen(tx, lost, { version, now: at });
  throw new Error('an open invitation could not be claimed');
}

async function recordAcceptance(deps: Deps, tx: Tx, accepted: Attempt & { userId: string }): Promise<void> {
  const { invitation, userId, origin } = accepted;
  await recordActivity(deps, tx, [
    {
      workspaceId: invitation.workspaceId,
      action: 'invitation.accepted',
      actorId: userId,
      subject: { type: 'invitation', id: invitation.id },
      before: { status: 'PENDING' },
      after: { status: 'ACCEPTED', userId, email: invitation.email, role: invitation.roleName },
      origin,
    },
  ]);
}

async function recordWithdrawal(deps: Deps, tx: Tx, { invitation, origin }: Attempt): Promise<void> {
  const { workspaceId, id } = invitation;
  await recordActivity(deps, tx, [
    {
      ...{ workspaceId, action: 'invitation.withdrawn', actorId: null, origin },
      subject: { type: 'invitation', id },
      before: { status: 'PENDING' },
      after: { status: 'CANCELED' },
    },
  ]);
  await enqueue(tx, 'report-withdrawn-invitation', { workspaceId, invitationId: id });
}

async function source(tx: Tx, { workspaceId, id }: OpenInvitation, find = invitationSource) {
  const row = await tx.invitation.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id } } });
  return find(tx, row);
}
