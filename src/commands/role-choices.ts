import { invitableRoles } from '../roles/invitable-roles.ts';
import { type Actor, mayGrant } from '../roles/permitted.ts';
import type { RoleChoice } from '../views/invite-fields.ts';
import type { SlackEdge } from './edge.ts';

/** The roles that somebody can give or, where they may not invite, ask for. */
export async function roleChoices(edge: SlackEdge, caller: Actor): Promise<RoleChoice[]> {
  const { db } = edge.deps;
  const roles = await invitableRoles(db, caller.workspaceId);
  const { defaultRoleId } = await db.workspace.findUniqueOrThrow({
    where: { id: caller.workspaceId },
    select: { defaultRoleId: true },
  });
  return roles
    .filter((role) => mayGrant(caller, role) || !caller.permissions.includes('INVITE_USERS'))
    .map(({ id, name, description }) => ({ id, name, description, isDefault: id === defaultRoleId }));
}
