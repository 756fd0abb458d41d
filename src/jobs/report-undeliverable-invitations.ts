import type { JobPayload } from '../deps.ts';
import { readUndeliverable } from '../invitations/read-undeliverable.ts';
import { postToChannel } from '../post-to-channel.ts';
import { readActor } from '../roles/permitted.ts';
import { undeliverableInvitations } from '../views/undeliverable-invitations.message.ts';
import type { JobEdge } from './edge.ts';
import { postToNotificationChannel } from './post-to-notification-channel.ts';

/** So many are listed; of the others there is a number. */
const LISTED = 10;

/** Tells the inviter, or the channel, whose mail did not arrive; nothing about what is sent again or settled since. */
export async function reportUndeliverableInvitations(
  edge: JobEdge,
  { workspaceId, inviterId, invitations }: JobPayload<'report-undeliverable-invitations'>,
): Promise<void> {
  const { db } = edge.deps;
  const found = await readUndeliverable(edge.deps, db, { workspaceId, announced: invitations });
  const open = found.filter(({ invitation }) => !invitation.since);
  if (open.length === 0) return;
  const listed = { invitations: open.slice(0, LISTED), more: Math.max(0, open.length - LISTED) };
  const message = undeliverableInvitations(listed, inviterId ? 'INVITER' : 'CHANNEL');
  if (!inviterId) {
    await postToNotificationChannel(edge, { workspaceId, event: 'BOUNCES' }, message);
    return;
  }
  const inviter = await readActor(db, { workspaceId, userId: inviterId });
  const { slackUserId } = await db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: inviterId } },
    select: { slackUserId: true },
  });
  if (slackUserId && inviter?.status === 'ACTIVE') await postToChannel(edge, slackUserId, message);
}
