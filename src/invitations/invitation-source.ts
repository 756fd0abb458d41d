import type { Tx } from '../deps.ts';
import type { InvitationSource } from '../errors.ts';
import { readActor } from '../roles/permitted.ts';
import { findAdmins } from '../users/find-admins.ts';
import { fullName } from '../users/full-name.ts';

/** Which workspace an invitation is for, and whom its invitee can turn to: the inviter where they may still invite. */
export async function invitationSource(
  tx: Tx,
  { workspaceId, inviterId }: { workspaceId: string; inviterId: string },
): Promise<InvitationSource> {
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const inviter = await tx.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: inviterId } },
  });
  const actor = await readActor(tx, { workspaceId, userId: inviterId });
  const mayInvite = actor?.status === 'ACTIVE' && actor.permissions.includes('INVITE_USERS');
  const contacts = mayInvite ? [fullName(inviter)] : await adminNames(tx, workspaceId, inviterId);
  return { workspaceId, workspaceName: workspace.name, contacts };
}

/** The same for an invitation that its inviter may no longer give: others decide. */
export async function withdrawnInvitationSource(
  tx: Tx,
  { workspaceId, inviterId }: { workspaceId: string; inviterId: string },
): Promise<InvitationSource> {
  const { name } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  return { workspaceId, workspaceName: name, contacts: await adminNames(tx, workspaceId, inviterId) };
}

async function adminNames(tx: Tx, workspaceId: string, except: string): Promise<string[]> {
  return (await findAdmins(tx, workspaceId, { except })).map(({ name }) => name);
}
