import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';
import { enqueue } from '../queue/enqueue.ts';
import { settleByInviting } from '../requests/settle-by-inviting.ts';
import { type ActorRef, keepActor, mayGrant, requirePermission } from '../roles/permitted.ts';
import { accessIsOver } from '../users/access-end.ts';
import { requireSeats, seatRefusal } from '../workspaces/seats.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { readEmailAddress } from './email-address.ts';
import { expireLapsed } from './expire-lapsed.ts';
import { INVITATION_LIFETIME_MS } from './invitation-lifetime.ts';
import { addressProblems } from './known-addresses.ts';
import { spendAllowance } from './sending-allowance.ts';
import { requireWelcomeDomains } from './welcome-domains.ts';

export interface Resend {
  actor: ActorRef;
  /** As whoever sends it again saw it. */
  invitation: { id: string; revision: number };
  /** Where the old address was wrong: the right one, as typed. */
  email?: string;
  origin: Origin;
}

export interface Resent {
  id: string;
  email: string;
  expiresAt: Date;
}

/**
 * Sends an open or expired invitation again: fresh seven days, a new link, and the old link is dead. Whoever does it
 * vouches for it from now on, so they must be able to give its role.
 */
export async function resendInvitation(deps: Deps, resend: Resend): Promise<Resent> {
  const { workspaceId } = resend.actor;
  const address = resend.email === undefined ? undefined : readAddress(resend.email);
  try {
    return await inTransaction(deps.db, async (tx) => {
      const resent = await sendAgain(deps, tx, resend, address);
      await settleByInviting(deps, tx, { ...resend, emails: [resent.email] });
      return resent;
    });
  } catch (error) {
    if (violates(error, 'invitation_is_for_no_user') || isUniqueViolation(error)) {
      throw await addressTaken(deps, resend, address);
    }
    throw await seatRefusal(deps, error, workspaceId, 1);
  }
}

function readAddress(typed: string): string {
  const read = readEmailAddress(typed);
  if (read.ok) return read.email;
  const { reason } = read;
  throw new Refusal('ADDRESSES_REFUSED', {
    problems: [
      reason === 'LOOK_ALIKE' ? { email: typed, reason, ascii: read.ascii } : { email: typed, reason },
    ],
  });
}

/** The same within a transaction of something that comes with it; `address`: another one, normalised. */
export async function sendAgain(
  deps: Deps,
  tx: Tx,
  resend: Omit<Resend, 'email'>,
  address?: string,
): Promise<Resent> {
  const { workspaceId, userId } = resend.actor;
  const { id, revision } = resend.invitation;
  await keepActor(tx, resend.actor);
  const actor = await requirePermission(tx, resend.actor, 'INVITE_USERS');
  const seen = await tx.invitation.findFirst({
    where: { workspaceId, id, revision, status: { in: ['PENDING', 'EXPIRED'] } },
    select: {
      email: true,
      status: true,
      expiresAt: true,
      accessUntil: true,
      workspace: { select: { timeZone: true } },
      role: { select: { kind: true, name: true, permissions: { select: { permission: true } } } },
    },
  });
  if (!seen) throw await changedMeanwhile(deps, tx, { workspaceId, id });
  const { role } = seen;
  if (!mayGrant(actor, { ...role, permissions: role.permissions.map(({ permission }) => permission) }))
    throw new Refusal('ROLE_NOT_GRANTABLE', { roleName: role.name });
  const now = deps.now();
  const { accessUntil, workspace } = seen;
  if (accessUntil && accessIsOver({ accessUntil, ...workspace }, now)) {
    throw new Refusal('INVITATION_GIVES_NOTHING', { email: seen.email, accessUntil });
  }
  const email = address ?? seen.email;
  await requireWelcomeDomains(tx, workspaceId, [email]);
  // What has lapsed may stand in the way of the address, or of the seat that this one takes again.
  await expireLapsed(deps, tx, workspaceId, [email]);
  const expiresAt = new Date(now.getTime() + INVITATION_LIFETIME_MS);
  if (seen.status === 'EXPIRED' || seen.expiresAt <= now) await requireSeats(deps, tx, workspaceId, 1);
  const [sent] = await tx.invitation.updateManyAndReturn({
    where: { workspaceId, id, revision, status: { in: ['PENDING', 'EXPIRED'] } },
    data: {
      ...{ email, sentAt: now, expiresAt, inviterId: userId },
      ...{ status: 'PENDING', settledAt: null, remindedAt: null },
      ...{ delivery: 'QUEUED', deliveryDetail: '', deliveryAt: null },
      version: { increment: 1 },
      revision: { increment: 1 },
    },
    select: { version: true },
  });
  if (!sent) throw await changedMeanwhile(deps, tx, { workspaceId, id });
  await recordActivity(deps, tx, [
    {
      workspaceId,
      action: 'invitation.resent',
      actorId: userId,
      subject: { type: 'invitation', id },
      before: { email: seen.email, expiresAt: seen.expiresAt.toISOString() },
      after: { email, expiresAt: expiresAt.toISOString() },
      origin: resend.origin,
    },
  ]);
  await enqueue(tx, 'mail-invitations', { workspaceId, invitations: [{ id, version: sent.version }] });
  await spendAllowance(tx, { workspaceId, inviterId: userId, emails: [email], now });
  return { id, email, expiresAt };
}

async function addressTaken(deps: Deps, { actor, invitation }: Resend, address: string | undefined) {
  const { workspaceId } = actor;
  const { email } = await deps.db.invitation.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: invitation.id } },
    select: { email: true },
  });
  return new Refusal('ADDRESSES_REFUSED', {
    problems: await addressProblems(deps.db, workspaceId, [address ?? email]),
  });
}
