import type { Tx } from '../deps.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { fullName } from '../users/full-name.ts';
import { type AnnounceTo, noticesFor } from './announce-to.ts';

/** So many are named; of the others there is a number. */
const NAMED = 20;

/** The message that told of people who joined last, where there is one. */
export interface AcceptanceMessage {
  id: string;
  channel: string;
  ts: string;
  postedAt: Date;
  changedAt: Date;
}

/** Somebody who joined. */
export interface Acceptance {
  name: string;
  email: string;
  roleName: string;
  inviterName: string;
}

export interface Announcement {
  workspaceName: string;
  /** How many joined. */
  count: number;
  /** The first of them. */
  named: Acceptance[];
}

const joinedFirst: Prisma.AcceptanceNoticeOrderByWithRelationInput[] = [
  { invitation: { acceptedUser: { activatedAt: 'asc' } } },
  { invitationId: 'asc' },
];

/** Of whom nobody was told yet, those who joined first before the others. */
export async function findUnannounced(tx: Tx, to: AnnounceTo): Promise<string[]> {
  const notices = await tx.acceptanceNotice.findMany({
    where: { ...noticesFor(to), messageId: null },
    orderBy: joinedFirst,
    select: { invitationId: true },
  });
  return notices.map(({ invitationId }) => invitationId);
}

export async function findLastMessage(
  tx: Tx,
  { workspaceId, inviterId }: AnnounceTo,
): Promise<AcceptanceMessage | undefined> {
  const last = await tx.acceptanceMessage.findFirst({
    where: { workspaceId, inviterId },
    orderBy: { postedAt: 'desc' },
  });
  if (!last) return undefined;
  const { id, slackChannelId: channel, ts, postedAt, changedAt } = last;
  return { id, channel, ts, postedAt, changedAt };
}

/** What is to be told of people who joined: those of a message first, so that their names stay, then the others. */
export async function readAnnouncement(
  tx: Tx,
  { workspaceId }: AnnounceTo,
  { messageId, unannounced }: { messageId?: string; unannounced: string[] },
): Promise<Announcement> {
  const told = messageId ? { workspaceId, messageId } : undefined;
  const before = told
    ? await tx.acceptanceNotice.findMany({ where: told, orderBy: joinedFirst, take: NAMED })
    : [];
  const ids = [...before.map(({ invitationId }) => invitationId), ...unannounced].slice(0, NAMED);
  const { name } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  return {
    workspaceName: name,
    count: (told ? await tx.acceptanceNotice.count({ where: told }) : 0) + unannounced.length,
    named: await acceptances(tx, workspaceId, ids),
  };
}

const person = { firstName: true, lastName: true, email: true } as const;

async function acceptances(tx: Tx, workspaceId: string, ids: string[]): Promise<Acceptance[]> {
  const found = await tx.invitation.findMany({
    where: { workspaceId, id: { in: ids } },
    select: {
      id: true,
      email: true,
      inviter: { select: person },
      acceptedUser: { select: { ...person, role: { select: { name: true } } } },
    },
  });
  const invitations = new Map(found.map((invitation) => [invitation.id, invitation]));
  return ids.flatMap((id) => {
    const invitation = invitations.get(id);
    if (!invitation?.acceptedUser) return [];
    const { email, inviter, acceptedUser } = invitation;
    return {
      ...{ name: fullName(acceptedUser), email, roleName: acceptedUser.role.name },
      inviterName: fullName(inviter),
    };
  });
}
