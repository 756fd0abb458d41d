import type { Tx } from '../deps.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { type RoleWithPermissions, selectRole, withPermissions } from './invitable-roles.ts';
import { requireRoleManager } from './managed-role.ts';
import { type PermissionGroup, permissionGroups } from './permission-groups.ts';
import { permissionWords } from './permission-words.ts';
import { type ActorRef, maySpare } from './permitted.ts';
import { unknownRole } from './unknown-role.ts';

/** What a form for a role begins with. */
export interface RoleDraft {
  role: RoleWithPermissions & { revision: number };
  /** What whoever fills it in could give. */
  groups: PermissionGroup[];
  checked: Permission[];
  /** What the role allows and they could not give, in words. */
  leftOut: string[];
}

/** `of`: the role that it begins as a copy of, or that is edited. */
export async function roleDraft(
  tx: Tx,
  ref: ActorRef,
  of: { id: string } | { kind: 'VIEWER' },
): Promise<RoleDraft> {
  const actor = await requireRoleManager(tx, ref);
  const { workspaceId } = ref;
  const found = await tx.role.findFirst({
    where: { workspaceId, deletedAt: null, ...of },
    select: { ...selectRole, revision: true },
  });
  if (!found) throw await unknownRole(tx, workspaceId);
  const role = { ...withPermissions(found), revision: found.revision };
  return {
    role,
    groups: permissionGroups((permission) => maySpare(actor, permission)).filter(
      ({ permissions }) => permissions.length > 0,
    ),
    checked: role.permissions.filter((permission) => maySpare(actor, permission)),
    leftOut: permissionWords(role.permissions.filter((permission) => !maySpare(actor, permission))),
  };
}
