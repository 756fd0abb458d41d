import type { Tx } from '../deps.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { inOrder, selectRole, withPermissions } from './invitable-roles.ts';
import { type PermissionGroup, permissionGroups } from './permission-groups.ts';
import { type ActorRef, requirePermission } from './permitted.ts';

export interface RoleComparison {
  roles: { name: string; permissions: Permission[] }[];
  groups: PermissionGroup[];
}

/** All roles and all permissions: which has which. */
export async function compareRoles(tx: Tx, ref: ActorRef): Promise<RoleComparison> {
  await requirePermission(tx, ref, 'VIEW_USERS');
  const roles = await tx.role.findMany({
    where: { workspaceId: ref.workspaceId, deletedAt: null },
    select: selectRole,
    orderBy: inOrder,
  });
  return { roles: roles.map(withPermissions), groups: permissionGroups() };
}
