import type { Tx } from '../deps.ts';
import type { Permission, RoleKind } from '../generated/prisma/client.ts';

export interface RoleWithPermissions {
  id: string;
  kind: RoleKind;
  name: string;
  permissions: Permission[];
}

/** Every role but Owner, which is handed over and never given by invitation: the most powerful first. */
export async function invitableRoles(tx: Tx, workspaceId: string): Promise<RoleWithPermissions[]> {
  const roles = await tx.role.findMany({
    where: { workspaceId, kind: { not: 'OWNER' } },
    select,
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  });
  return roles.map(withPermissionNames);
}

const select = { id: true, kind: true, name: true, permissions: { select: { permission: true } } } as const;

function withPermissionNames({
  permissions,
  ...role
}: {
  id: string;
  kind: RoleKind;
  name: string;
  permissions: { permission: Permission }[];
}): RoleWithPermissions {
  return { ...role, permissions: permissions.map(({ permission }) => permission) };
}
