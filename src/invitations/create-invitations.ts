import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { type AddressProblem, Refusal } from '../errors.ts';
import { enqueue } from '../queue/enqueue.ts';
import { settleByInviting } from '../requests/settle-by-inviting.ts';
import { type Actor, type ActorRef, keepActor, mayGrant, requirePermitted } from '../roles/permitted.ts';
import { unknownRole } from '../roles/unknown-role.ts';
import { dayText, requireAccessEnd } from '../users/access-end.ts';
import { typedName, typedText } from '../users/typed-text.ts';
import { requireSeats } from '../workspaces/seats.ts';
import { expireLapsed } from './expire-lapsed.ts';
import { INVITATION_LIFETIME_MS } from './invitation-lifetime.ts';
import { knownAddresses, readInvitingFacts, type Wanted } from './inviting-facts.ts';
import { spendAllowance } from './sending-allowance.ts';
import { unwelcomeAddresses } from './welcome-domains.ts';

interface NewInvitations extends Wanted {
  actor: ActorRef;
  /** What is wrong with other addresses of the same request: told together with what is wrong with these. */
  problems: AddressProblem[];
  firstName?: string;
  lastName?: string;
  message?: string;
  /** The last day of the access; null: it does not end. */
  accessUntil?: Date | null;
  origin: Origin;
}

export interface SentInvitations {
  invitations: { id: string; email: string }[];
  roleName: string;
  expiresAt: Date;
}

/**
 * Invites all of the addresses or none, within a transaction of something that comes with it. Whoever runs that turns
 * what only the database can refuse (`invitation_is_for_no_user`, `seats_within_limit`) into words.
 */
export async function createInvitations(
  deps: Deps,
  tx: Tx,
  request: NewInvitations,
): Promise<SentInvitations> {
  const { emails, problems } = request;
  const { workspaceId } = request.actor;
  await keepActor(tx, request.actor);
  const facts = await readInvitingFacts(tx, { ...request, emails });
  const actor = await requirePermitted(tx, request.actor, facts?.actor, 'INVITE_USERS');
  const role = facts?.role;
  if (!facts || !role)
    throw await unknownRole(tx, workspaceId, 'name' in request.role ? request.role.name : '');
  if (!mayGrant(actor, role)) throw new Refusal('ROLE_NOT_GRANTABLE', { roleName: role.name });
  const accessUntil = request.accessUntil ?? null;
  await requireAccessEnd(deps, tx, { workspaceId, accessUntil });
  const lapsed = facts.pending.filter(({ expiresAt }) => expiresAt <= deps.now());
  if (lapsed.length > 0) {
    await expireLapsed(deps, tx, workspaceId, emails);
    facts.pending = facts.pending.filter((one) => !lapsed.includes(one));
  }
  const refused = [...problems, ...knownAddresses(facts), ...unwelcomeAddresses(emails, facts)];
  if (refused.length > 0) throw new Refusal('ADDRESSES_REFUSED', { problems: refused });
  if (facts.seatLimit !== null) await requireSeats(deps, tx, workspaceId, emails.length);
  return insertInvitations(deps, tx, { ...request, actor, role, isAskedFor: facts.isAskedFor });
}

/** For whoever lost against somebody who did the same at the same time. */
export async function alreadyKnown(tx: Tx, wanted: Wanted): Promise<Refusal> {
  const facts = await readInvitingFacts(tx, wanted);
  return new Refusal('ADDRESSES_REFUSED', { problems: facts ? knownAddresses(facts) : [] });
}

interface Checked extends Omit<NewInvitations, 'actor' | 'role'> {
  actor: Actor;
  role: { id: string; kind: Actor['roleKind']; name: string };
  isAskedFor: boolean;
}

async function insertInvitations(deps: Deps, tx: Tx, checked: Checked): Promise<SentInvitations> {
  const { actor, role, emails, origin } = checked;
  const sentAt = deps.now();
  const expiresAt = new Date(sentAt.getTime() + INVITATION_LIFETIME_MS);
  const rows = emails.map((email) => ({
    workspaceId: actor.workspaceId,
    id: deps.newId(),
    email,
    roleId: role.id,
    roleKind: role.kind,
    firstName: typedName(checked.firstName ?? ''),
    lastName: typedName(checked.lastName ?? ''),
    message: typedText(checked.message ?? ''),
    accessUntil: checked.accessUntil ?? null,
    inviterId: actor.userId,
    createdAt: sentAt,
    sentAt,
    expiresAt,
  }));
  // Waits for a rival that is inviting the same address, and then finds it taken. In one order, so that two who invite
  // the same people never wait for each other.
  const inOrder = rows.toSorted((one, other) => (one.email < other.email ? -1 : 1));
  const { count } = await tx.invitation.createMany({ data: inOrder, skipDuplicates: true });
  if (count < rows.length) throw await alreadyKnown(tx, { actor, role, emails });
  await recordActivity(
    deps,
    tx,
    rows.map((row) => ({
      workspaceId: row.workspaceId,
      action: 'invitation.sent' as const,
      actorId: actor.userId,
      subject: { type: 'invitation' as const, id: row.id },
      after: {
        ...{ email: row.email, role: role.name, expiresAt: expiresAt.toISOString() },
        ...(row.accessUntil && { accessUntil: dayText(row.accessUntil) }),
      },
      origin,
    })),
  );
  await enqueue(tx, 'mail-invitations', {
    workspaceId: actor.workspaceId,
    invitations: rows.map(({ id }) => ({ id, version: 1 })),
  });
  if (checked.isAskedFor) await settleByInviting(deps, tx, { actor, emails, origin });
  await spendAllowance(tx, { workspaceId: actor.workspaceId, inviterId: actor.userId, emails, now: sentAt });
  return { invitations: rows.map(({ id, email }) => ({ id, email })), roleName: role.name, expiresAt };
}
