import type { JobPayload } from '../deps.ts';
import { postToChannel } from '../post-to-channel.ts';
import { undeliverableInvitation } from '../views/undeliverable-invitation.message.ts';
import type { JobEdge } from './edge.ts';

/** Tells the inviter that the mail did not go out; nothing about an invitation that was sent again or settled since. */
export async function reportUndeliverableInvitation(
  edge: JobEdge,
  { workspaceId, invitationId }: JobPayload<'report-undeliverable-invitation'>,
): Promise<void> {
  const invitation = await edge.deps.db.invitation.findFirst({
    where: { workspaceId, id: invitationId, status: 'PENDING', delivery: 'DROPPED' },
    select: { email: true, inviter: { select: { slackUserId: true } } },
  });
  if (!invitation?.inviter.slackUserId) return;
  await postToChannel(edge, invitation.inviter.slackUserId, undeliverableInvitation(invitation));
}
