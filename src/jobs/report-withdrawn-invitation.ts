import type { JobPayload } from '../deps.ts';
import { postToChannel } from '../post-to-channel.ts';
import { enqueue } from '../queue/enqueue.ts';
import { findAdmins } from '../users/find-admins.ts';
import { fullName } from '../users/full-name.ts';
import { withdrawnInvitation } from '../views/acceptance.message.ts';
import type { JobEdge } from './edge.ts';

/** Queues a message to each of the admins: where one cannot be sent, its next try repeats no other. */
export async function reportWithdrawnInvitation(
  { deps: { db } }: Pick<JobEdge, 'deps'>,
  { workspaceId, invitationId }: JobPayload<'report-withdrawn-invitation'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const { slackUserId } of await findAdmins(tx, workspaceId)) {
      if (slackUserId)
        await enqueue(tx, 'tell-of-withdrawn-invitation', { workspaceId, invitationId, slackUserId });
    }
  });
}

/** Tells one admin that somebody could not accept, because the inviter may no longer give that role. */
export async function tellOfWithdrawnInvitation(
  edge: JobEdge,
  { workspaceId, invitationId, slackUserId }: JobPayload<'tell-of-withdrawn-invitation'>,
): Promise<void> {
  const invitation = await edge.deps.db.invitation.findUnique({
    where: { workspaceId_id: { workspaceId, id: invitationId } },
    select: {
      email: true,
      role: { select: { name: true } },
      workspace: { select: { name: true } },
      inviter: { select: { firstName: true, lastName: true, email: true, slackUserId: true } },
    },
  });
  if (!invitation) return;
  const { email, role, workspace, inviter } = invitation;
  const message = withdrawnInvitation({
    email,
    roleName: role.name,
    workspaceName: workspace.name,
    inviter: { name: fullName(inviter), slackUserId: inviter.slackUserId },
  });
  await postToChannel(edge, slackUserId, message);
}
