import type { Tx } from '../deps.ts';
import type { Permission, Prisma, RoleKind } from '../generated/prisma/client.ts';
import { builtInRoles } from './permission-table.ts';

export interface RoleWithPermissions {
  id: string;
  kind: RoleKind;
  name: string;
  /** What it is for; empty: nobody said. */
  description: string;
  permissions: Permission[];
}

/** Every role but Owner, which is handed over and never given by invitation: the most powerful first. */
export async function invitableRoles(tx: Tx, workspaceId: string): Promise<RoleWithPermissions[]> {
  const roles = await tx.role.findMany({
    where: { workspaceId, kind: { not: 'OWNER' }, deletedAt: null },
    select: selectRole,
    orderBy: inOrder,
  });
  return roles.map(withPermissions);
}

/** The built-in ones by their power, then the custom ones by their names. */
export const inOrder = [{ kind: 'asc' }, { name: 'asc' }] satisfies Prisma.RoleOrderByWithRelationInput[];

export const selectRole = {
  ...{ id: true, kind: true, name: true, description: true },
  permissions: { select: { permission: true } },
} as const;

export function withPermissions({
  permissions,
  ...role
}: Prisma.RoleGetPayload<{ select: typeof selectRole }>): RoleWithPermissions {
  const builtIn = builtInRoles.find(({ kind }) => kind === role.kind);
  return {
    ...role,
    description: builtIn?.bestFor ?? role.description,
    permissions: permissions.map(({ permission }) => permission),
  };
}
