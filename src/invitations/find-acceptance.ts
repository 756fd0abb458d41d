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
      workspace: { select: { name: true } },
      inviter: { select: person },
      acceptedUser: { select: { ...person, role: { select: { name: true } } } },
    },
  });
  if (!invitation?.acceptedUser) return undefined;
  const { workspace, inviter, acceptedUser, email } = invitation;
  return {
    email,
    workspaceName: workspace.name,
    roleName: acceptedUser.role.name,
    person: { name: fullName(acceptedUser), slackUserId: acceptedUser.slackUserId },
    inviter: { name: fullName(inviter), slackUserId: inviter.slackUserId },
  };
}
