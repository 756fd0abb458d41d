import type { Tx } from '../deps.ts';
import type { InvitationSource } from '../errors.ts';
import { findAdmins } from '../users/find-admins.ts';
import { fullName } from '../users/full-name.ts';

/** Which workspace an invitation is for, and whom its invitee can turn to. */
export async function invitationSource(
  tx: Tx,
  { workspaceId, inviterId }: { workspaceId: string; inviterId: string },
): Promise<InvitationSource> {
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const inviter = await tx.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: inviterId } },
  });
  const contacts =
    inviter.status === 'ACTIVE'
      ? [fullName(inviter)]
      : (await findAdmins(tx, workspaceId)).map((admin) => admin.name);
  return { workspaceName: workspace.name, contacts };
}
