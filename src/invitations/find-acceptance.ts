import type { Tx } from '../deps.ts';
import { fullName } from '../users/full-name.ts';

const person = { firstName: true, lastName: true, email: true, slackUserId: true } as const;

/** Who accepted which invitation, and whom to tell; undefined where it was not accepted. */
export async function findAcceptance(
  tx: Tx,
  { workspaceId, invitationId }: { workspaceId: string; invitationId: string },
) {
  const invitation = await tx.invitation.findUnique({
    where: { workspaceId_id: { workspaceId, id: invitationId } },
    select: {
      email: true,
      workspace: {
        select: { name: true, ownerId: true, notifications: { where: { event: 'ACCEPTANCES' } } },
      },
      inviter: { select: person },
      acceptedUser: { select: { ...person, role: { select: { name: true } } } },
    },
  });
  if (!invitation?.acceptedUser) return undefined;
  const { workspace, inviter, acceptedUser, email } = invitation;
  const owner = await tx.user.findUnique({
    where: { workspaceId_id: { workspaceId, id: workspace.ownerId } },
    select: { slackUserId: true },
  });
  return {
    email,
    workspaceName: workspace.name,
    notificationChannelId: workspace.notifications[0]?.slackChannelId ?? null,
    ownerSlackUserId: owner?.slackUserId ?? null,
    roleName: acceptedUser.role.name,
    person: { name: fullName(acceptedUser), slackUserId: acceptedUser.slackUserId },
    inviter: { name: fullName(inviter), slackUserId: inviter.slackUserId },
  };
}
