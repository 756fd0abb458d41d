import type { Deps, Tx } from '../deps.ts';
import { countHolders, type Holders } from './count-holders.ts';
import { inOrder, type RoleWithPermissions, selectRole, withPermissions } from './invitable-roles.ts';
import { mayManageRoles } from './managed-role.ts';
import { permissionsInSentence } from './permission-words.ts';
import { type ActorRef, requirePermission } from './permitted.ts';

export interface ListedRole extends RoleWithPermissions {
  /** What it allows, as the end of a sentence; empty: nothing. */
  abilities: string;
  holders: Holders;
}

export interface RoleList {
  roles: ListedRole[];
  /** Whether whoever looks may make roles. */
  mayManage: boolean;
}

/** Every role of the workspace with who holds it and what it allows. */
export async function listRoles({ now }: Pick<Deps, 'now'>, tx: Tx, ref: ActorRef): Promise<RoleList> {
  const viewer = await requirePermission(tx, ref, 'VIEW_USERS');
  const { workspaceId } = ref;
  const found = await tx.role.findMany({
    where: { workspaceId, deletedAt: null },
    select: selectRole,
    orderBy: inOrder,
  });
  const roleIds = found.map(({ id }) => id);
  const holdersOf = await countHolders(tx, workspaceId, { now: now(), roleIds });
  return {
    roles: found.map(withPermissions).map((role) => ({
      ...role,
      abilities: permissionsInSentence(role.permissions),
      holders: holdersOf(role.id),
    })),
    mayManage: mayManageRoles(viewer),
  };
}
