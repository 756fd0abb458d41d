import type { JobPayload } from '../deps.ts';
import { findAdmins } from '../users/find-admins.ts';
import { fullName } from '../users/full-name.ts';
import { withdrawnInvitation } from '../views/acceptance.message.ts';
import type { JobEdge } from './edge.ts';
import { postToChannel } from './post-to-channel.ts';

/** Tells the admins that somebody could not accept, because the inviter may no longer give that role. */
export async function reportWithdrawnInvitation(
  edge: JobEdge,
  { workspaceId, invitationId }: JobPayload<'report-withdrawn-invitation'>,
): Promise<void> {
  const { db } = edge.deps;
  const invitation = await db.invitation.findUnique({
    where: { workspaceId_id: { workspaceId, id: invitationId } },
    select: {
      email: true,
      role: { select: { name: true } },
      workspace: { select: { name: true } },
      inviter: { select: { firstName: true, lastName: true, email: true, slackUserId: true } },
    },
  });
  if (!invitation) return;
  const message = withdrawnInvitation({
    email: invitation.email,
    roleName: invitation.role.name,
    workspaceName: invitation.workspace.name,
    inviter: { name: fullName(invitation.inviter), slackUserId: invitation.inviter.slackUserId },
  });
  for (const admin of await findAdmins(db, workspaceId)) {
    if (admin.slackUserId) await postToChannel(edge, admin.slackUserId, message);
  }
}
