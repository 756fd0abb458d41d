import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Permission, RoleKind } from '../generated/prisma/client.ts';

export interface RoleWithPermissions {
  id: string;
  kind: RoleKind;
  name: string;
  permissions: Permission[];
}

/** A role of the workspace by id, or by name as typed; refuses with the names that exist. */
export async function findRole(
  tx: Tx,
  workspaceId: string,
  wanted: { id: string } | { name: string },
): Promise<RoleWithPermissions> {
  const role = await tx.role.findFirst({
    where: {
      workspaceId,
      ...('id' in wanted ? { id: wanted.id } : { name: { equals: wanted.name.trim(), mode: 'insensitive' } }),
    },
    select,
  });
  if (role) return withPermissionNames(role);
  const roles = await invitableRoles(tx, workspaceId);
  throw new Refusal('ROLE_UNKNOWN', {
    given: 'name' in wanted ? wanted.name : '',
    roleNames: roles.map(({ name }) => name),
  });
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
