import type { JobPayload } from '../deps.ts';
import { readUndeliverable } from '../invitations/read-undeliverable.ts';
import { postToChannel } from '../post-to-channel.ts';
import { undeliverableInvitation } from '../views/undeliverable-invitation.message.ts';
import type { JobEdge } from './edge.ts';
import { postToNotificationChannel } from './post-to-notification-channel.ts';

/** Tells the inviter, or the channel, that the mail did not arrive; nothing about what is sent again or settled since. */
export async function reportUndeliverableInvitation(
  edge: JobEdge,
  { workspaceId, invitationId: id, version, to }: JobPayload<'report-undeliverable-invitation'>,
): Promise<void> {
  const { deps } = edge;
  const announced = { id, version };
  const found = await readUndeliverable(deps, deps.db, { workspaceId, announced });
  if (!found || found.invitation.since) return;
  const message = undeliverableInvitation(found, to);
  if (to === 'CHANNEL') {
    await postToNotificationChannel(edge, { workspaceId, event: 'BOUNCES' }, message);
    return;
  }
  const { inviter } = await deps.db.invitation.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    select: { inviter: { select: { slackUserId: true, status: true } } },
  });
  if (inviter.slackUserId && inviter.status === 'ACTIVE')
    await postToChannel(edge, inviter.slackUserId, message);
}
