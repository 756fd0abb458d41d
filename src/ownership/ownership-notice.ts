import type { Deps, JobPayload } from '../deps.ts';
import type { Contact } from '../errors.ts';
import { fullName } from '../users/full-name.ts';

export interface OwnershipNotice {
  what: JobPayload<'mail-ownership-notice'>['what'];
  offerId: string;
  person: { firstName: string; name: string; email: string; slackUserId: string | null };
  /** The other one of the two. */
  other: Contact;
  workspaceName: string;
  logoUrl: string | null;
  /** Whether the person is the Owner by now. */
  isOwner: boolean;
  roleName: string;
  /** Of whoever runs the program, where they assigned it. */
  reason: string | null;
  /** Until when it can be answered; null: it is over. */
  expiresAt: Date | null;
}

/** What one of the two is told of an offer of the ownership. */
export async function readOwnershipNotice(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { workspaceId, offerId, userId, otherId, what }: JobPayload<'mail-ownership-notice'>,
): Promise<OwnershipNotice> {
  const user = await db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: userId } },
    include: { workspace: { select: { name: true, logoUrl: true } }, role: { select: { name: true } } },
  });
  const other = await db.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: otherId } } });
  const offer = await db.ownershipTransfer.findFirst({
    where: { workspaceId, id: offerId, expiresAt: { gt: now() } },
    select: { expiresAt: true },
  });
  const assigned = await db.activity.findFirst({
    where: { workspaceId, subjectType: 'ownership', subjectId: offerId, action: 'ownership.assigned' },
    select: { reason: true },
  });
  const { firstName, email, slackUserId } = user;
  return {
    ...{ what, offerId },
    person: { firstName, name: fullName(user), email, slackUserId },
    other: { name: fullName(other), slackUserId: other.slackUserId },
    workspaceName: user.workspace.name,
    logoUrl: user.workspace.logoUrl,
    isOwner: user.roleKind === 'OWNER',
    roleName: user.role.name,
    reason: assigned?.reason ?? null,
    expiresAt: offer?.expiresAt ?? null,
  };
}
