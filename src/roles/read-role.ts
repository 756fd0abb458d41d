import type { Deps, Tx } from '../deps.ts';
import { fullName } from '../users/full-name.ts';
import { countHolders } from './count-holders.ts';
import { selectRole, withPermissions } from './invitable-roles.ts';
import type { ListedRole } from './list-roles.ts';
import { mayManageRoles } from './managed-role.ts';
import { type PermissionGroup, permissionGroups } from './permission-groups.ts';
import { permissionsInSentence } from './permission-words.ts';
import { type ActorRef, mayGrant, requirePermission } from './permitted.ts';
import { type RoleHistoryEntry, roleHistory } from './role-history.ts';
import { unknownRole } from './unknown-role.ts';

/** So many of those who hold it are named. */
const NAMED = 10;

export interface RoleDetails extends ListedRole {
  revision: number;
  groups: PermissionGroup[];
  /** Some of those who hold it. */
  names: string[];
  /** The newest first. */
  history: RoleHistoryEntry[];
  /** What whoever looks may do about it; each is checked again by what it does. */
  mayCopy: boolean;
  mayChange: boolean;
  /** They hold it themselves. */
  isOwn: boolean;
}

/** A role with everything that there is to know about it. */
export async function readRole(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  ref: ActorRef,
  id: string,
): Promise<RoleDetails> {
  const viewer = await requirePermission(tx, ref, 'VIEW_USERS');
  const { workspaceId } = ref;
  const found = await tx.role.findFirst({
    where: { workspaceId, id, deletedAt: null },
    select: { ...selectRole, revision: true },
  });
  if (!found) throw await unknownRole(tx, workspaceId);
  const role = withPermissions(found);
  const holdersOf = await countHolders(tx, workspaceId, { now: now(), roleIds: [id] });
  const people = await tx.user.findMany({
    where: { workspaceId, roleId: id, status: { not: 'INACTIVE' } },
    select: { firstName: true, lastName: true, email: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: NAMED,
  });
  const mayManage = mayManageRoles(viewer);
  const isOwn = viewer.roleId === id;
  return {
    ...role,
    revision: found.revision,
    abilities: permissionsInSentence(role.permissions),
    groups: permissionGroups((permission) => role.permissions.includes(permission)),
    holders: holdersOf(id),
    names: people.map(fullName),
    history: role.kind === 'CUSTOM' ? await roleHistory(tx, { workspaceId, id }) : [],
    mayCopy: mayManage,
    mayChange: mayManage && role.kind === 'CUSTOM' && !isOwn && mayGrant(viewer, role),
    isOwn,
  };
}
