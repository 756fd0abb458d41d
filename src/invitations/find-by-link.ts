import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Invitation, Permission } from '../generated/prisma/client.ts';
import { readLinkToken } from '../links/link-token.ts';
import { accessIsOver } from '../users/access-end.ts';
import { fullName } from '../users/full-name.ts';
import { linkedVersion } from './invitation-link.ts';
import { invitationSource } from './invitation-source.ts';

/** What somebody who holds the link of an open invitation may know about it. */
export interface OpenInvitation {
  workspaceId: string;
  id: string;
  version: number;
  email: string;
  firstName: string;
  lastName: string;
  message: string;
  expiresAt: Date;
  /** The last day of the access; null: it does not end. */
  accessUntil: Date | null;
  workspaceName: string;
  inviterName: string;
  roleName: string;
  /** What the role may do. */
  permissions: Permission[];
  /** The sign-in that somebody with this address has already, as a user of another workspace. */
  identityId: string | undefined;
}

type LinkDeps = Pick<Deps, 'db' | 'now' | 'linkKey'>;

/** The open invitation that a link belongs to; refuses every link that cannot be accepted, and says why. Reads only. */
export async function findInvitationByLink(
  deps: LinkDeps,
  { token }: { token: string },
): Promise<OpenInvitation> {
  const { invitation, version } = await findLinked(deps, token);
  await requireOpen(deps.db, invitation, { version, now: deps.now() });
  const { workspaceId, id, email, firstName, lastName, message, expiresAt, accessUntil } = invitation;
  const details = await deps.db.invitation.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    include: { workspace: true, inviter: true, role: { include: { permissions: true } } },
  });
  const identity = await deps.db.identity.findUnique({ where: { email }, select: { id: true } });
  return {
    ...{ workspaceId, id, version, email, firstName, lastName, message, expiresAt },
    accessUntil,
    workspaceName: details.workspace.name,
    inviterName: fullName(details.inviter),
    roleName: details.role.name,
    permissions: details.role.permissions.map(({ permission }) => permission),
    identityId: identity?.id,
  };
}

/** The user whom the link's invitation became; refuses a link that was not accepted. */
export async function findAcceptedByLink(
  deps: LinkDeps,
  { token }: { token: string },
): Promise<{ workspaceId: string; userId: string; email: string; verified: boolean } | undefined> {
  const { invitation } = await findLinked(deps, token);
  const { workspaceId, acceptedUserId } = invitation;
  if (!acceptedUserId) return undefined;
  const user = await deps.db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: acceptedUserId } },
  });
  return { workspaceId, userId: user.id, email: user.email, verified: user.status !== 'UNVERIFIED' };
}

/** The invitation of a link whose seven days are over; undefined: it is open. Refuses every other link, and says why. */
export async function findExpiredByLink(
  deps: LinkDeps,
  { token }: { token: string },
): Promise<Invitation | undefined> {
  const { invitation, version } = await findLinked(deps, token);
  if (isExpired(invitation, deps.now())) return invitation;
  await requireOpen(deps.db, invitation, { version, now: deps.now() });
  return undefined;
}

function isExpired({ status, expiresAt }: Invitation, now: Date): boolean {
  return status === 'EXPIRED' || (status === 'PENDING' && expiresAt <= now);
}

/** The same steps for every link that is not genuine, so that neither words nor time tell them apart. */
async function findLinked(
  { db, linkKey }: LinkDeps,
  token: string,
): Promise<{ invitation: Invitation; version: number }> {
  const claim = readLinkToken(token);
  const [workspaceId, id] = claim.ids;
  const invitation = await db.invitation.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  const version = linkedVersion(linkKey, claim, invitation?.version ?? 1);
  if (!invitation || version === undefined) throw new Refusal('LINK_INVALID', {});
  return { invitation, version };
}

/** Refuses an invitation that is settled, over by the clock, gives access that is over, or was sent again with a newer link. */
export async function requireOpen(
  tx: Tx,
  invitation: Invitation,
  { version, now }: { version: number; now: Date },
): Promise<void> {
  const { workspaceId, id, status, expiresAt, acceptedUserId } = invitation;
  if (status === 'PENDING' && expiresAt > now && invitation.version === version) {
    return requireLastingAccess(tx, invitation, now);
  }
  const source = await invitationSource(tx, invitation);
  if (status === 'ACCEPTED') {
    const unverified = await tx.user.count({
      where: { workspaceId, id: acceptedUserId ?? '', status: 'UNVERIFIED' },
    });
    throw new Refusal('INVITATION_ACCEPTED', { verified: unverified === 0, source });
  }
  if (status === 'CANCELED') throw new Refusal('INVITATION_CANCELED', { source });
  if (isExpired(invitation, now)) {
    const asked = await tx.invitationRequest.count({
      where: { workspaceId, expiredInvitationId: id, status: 'PENDING' },
    });
    throw new Refusal('INVITATION_EXPIRED', { expiredAt: expiresAt, isAskedFor: asked > 0, source });
  }
  throw new Refusal('INVITATION_REPLACED', { source });
}

async function requireLastingAccess(tx: Tx, invitation: Invitation, now: Date): Promise<void> {
  const { workspaceId, accessUntil } = invitation;
  if (!accessUntil) return;
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { timeZone: true },
  });
  if (!accessIsOver({ accessUntil, ...workspace }, now)) return;
  throw new Refusal('INVITATION_ACCESS_ENDED', {
    accessUntil,
    source: await invitationSource(tx, invitation),
  });
}
