import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { type AddressProblem, type Contact, Refusal } from '../errors.ts';
import { expireLapsed } from '../invitations/expire-lapsed.ts';
import { addressProblems } from '../invitations/known-addresses.ts';
import { requireNamesOfOne } from '../invitations/send-invitations.ts';
import { spendRequestAllowance } from '../invitations/sending-allowance.ts';
import { readTypedAddresses } from '../invitations/typed-addresses.ts';
import { findUnwelcomeAddresses } from '../invitations/welcome-domains.ts';
import { enqueue } from '../queue/enqueue.ts';
import { invitableRoles, type RoleWithPermissions } from '../roles/invitable-roles.ts';
import { type ActorRef, readActor } from '../roles/permitted.ts';
import { deletedRole, unknownRole } from '../roles/unknown-role.ts';
import { findAdmins } from '../users/find-admins.ts';
import { typedName, typedText } from '../users/typed-text.ts';

/** As many as somebody who decides can look at, one by one. */
const REQUESTED_AT_ONCE = 20;
const OPEN_REQUESTS_PER_PERSON = 20;

export interface WantedInvitations {
  actor: ActorRef;
  /** As typed. */
  addresses: string[];
  roleId: string;
  firstName: string;
  lastName: string;
  /** For the invitation mail. */
  message: string;
  /** Why, for whoever decides. */
  note: string;
  origin: Origin;
}

export interface Requested {
  emails: string[];
  roleName: string;
  /** Who can decide. */
  admins: Contact[];
}

/** Asks those who may invite to do so. Whatever they would be refused is refused at once. */
export async function requestInvitations(deps: Deps, wanted: WantedInvitations): Promise<Requested> {
  const { emails, problems } = readTypedAddresses(wanted.addresses, REQUESTED_AT_ONCE);
  requireNamesOfOne(emails, wanted);
  return inTransaction(deps.db, (tx) => request(deps, tx, wanted, emails.toSorted(), problems)).catch(
    async (error) => {
      throw await deletedRole(deps, error, wanted.actor.workspaceId);
    },
  );
}

async function request(
  deps: Deps,
  tx: Tx,
  wanted: WantedInvitations,
  emails: string[],
  malformed: AddressProblem[],
): Promise<Requested> {
  const { workspaceId, userId } = wanted.actor;
  await requireRequester(tx, wanted.actor);
  const role = await requireRole(tx, workspaceId, wanted.roleId);
  await expireLapsed(deps, tx, workspaceId, emails);
  const problems = [
    ...malformed,
    ...(await addressProblems(tx, workspaceId, emails)),
    ...(await findUnwelcomeAddresses(tx, workspaceId, emails)),
  ];
  if (problems.length > 0) throw new Refusal('ADDRESSES_REFUSED', { problems });
  const admins = await findAdmins(tx, workspaceId);
  const open = { workspaceId, requesterId: userId, status: 'PENDING' as const };
  if ((await tx.invitationRequest.count({ where: open })) >= OPEN_REQUESTS_PER_PERSON) {
    throw new Refusal('TOO_MANY_REQUESTS', { limit: OPEN_REQUESTS_PER_PERSON, admins });
  }
  const id = deps.newId();
  const now = deps.now();
  const details = {
    firstName: typedName(wanted.firstName),
    lastName: typedName(wanted.lastName),
    message: typedText(wanted.message),
    note: typedText(wanted.note),
  };
  const { count } = await tx.invitationRequest.createMany({
    data: { ...open, id, emails, roleId: role.id, roleKind: role.kind, ...details, createdAt: now },
    skipDuplicates: true,
  });
  if (count === 0) {
    const same = await tx.invitationRequest.findFirst({ where: { ...open, emails: { equals: emails } } });
    throw new Refusal('ALREADY_REQUESTED', { askedAt: same?.createdAt ?? now, admins });
  }
  await recordActivity(deps, tx, [
    {
      workspaceId,
      action: 'request.made',
      actorId: userId,
      subject: { type: 'request', id },
      after: { emails, role: role.name },
      reason: details.note,
      origin: wanted.origin,
    },
  ]);
  await enqueue(tx, 'announce-request', { workspaceId, requestId: id });
  await spendRequestAllowance(tx, { workspaceId, requesterId: userId, emails, now });
  return { emails, roleName: role.name, admins };
}

/**
 * Refuses people without an active account. Their other requests wait until this transaction ends, so that all of them
 * are counted.
 */
async function requireRequester(tx: Tx, { workspaceId, userId }: ActorRef): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND id = ${userId}::uuid FOR NO KEY UPDATE`;
  const user = await readActor(tx, { workspaceId, userId });
  if (user?.status === 'UNVERIFIED') throw new Refusal('ACCOUNT_UNVERIFIED', {});
  if (user?.status !== 'ACTIVE') {
    throw new Refusal('ACCOUNT_INACTIVE', { admins: await findAdmins(tx, workspaceId) });
  }
}

async function requireRole(tx: Tx, workspaceId: string, roleId: string): Promise<RoleWithPermissions> {
  const roles = await invitableRoles(tx, workspaceId);
  const role = roles.find(({ id }) => id === roleId);
  if (!role) throw await unknownRole(tx, workspaceId);
  return role;
}
