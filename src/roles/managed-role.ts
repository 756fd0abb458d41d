import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { findAdmins } from '../users/find-admins.ts';
import { fullName } from '../users/full-name.ts';
import { selectRole, withPermissions } from './invitable-roles.ts';
import { permissionWords } from './permission-words.ts';
import {
  type Actor,
  type ActorRef,
  keepActor,
  mayGrant,
  maySpare,
  readActor,
  requirePermitted,
} from './permitted.ts';
import { unknownRole } from './unknown-role.ts';

/** A role as whoever changes it saw it. */
export interface SeenRole {
  id: string;
  revision: number;
}

/** Roles are a setting of the workspace, and say what people may do: who changes them may change both. */
const needed = ['MANAGE_SETTINGS', 'MANAGE_USERS'] as const satisfies Permission[];

export function mayManageRoles({ permissions }: Pick<Actor, 'permissions'>): boolean {
  return needed.every((permission) => permissions.includes(permission));
}

/** Who changes roles, as they stay until the transaction ends. */
export async function requireRoleManager(tx: Tx, ref: ActorRef): Promise<Actor> {
  await keepActor(tx, ref);
  const actor = await readActor(tx, ref);
  await requirePermitted(tx, ref, actor, needed[0]);
  return requirePermitted(tx, ref, actor, needed[1]);
}

/**
 * Who changes a role, and the role, both as they stay until the transaction ends: nobody who holds it acts meanwhile.
 * Refuses built-in roles, the actor's own one, and one that can do more than they.
 */
export async function requireManagedRole(tx: Tx, ref: ActorRef, seen: SeenRole) {
  const { workspaceId } = ref;
  const actor = await requireRoleManager(tx, ref);
  await tx.$queryRaw`
    SELECT id FROM role WHERE workspace_id = ${workspaceId}::uuid AND id = ${seen.id}::uuid FOR NO KEY UPDATE`;
  const found = await tx.role.findUnique({
    where: { workspaceId_id: { workspaceId, id: seen.id } },
    select: { ...selectRole, revision: true, deletedAt: true },
  });
  if (!found) throw await unknownRole(tx, workspaceId);
  const { revision, deletedAt } = found;
  const role = withPermissions(found);
  if (role.kind !== 'CUSTOM') throw new Refusal('ROLE_BUILT_IN', { roleName: role.name });
  if (revision !== seen.revision || deletedAt) throw await roleChanged(tx, workspaceId, found);
  if (actor.roleId === role.id) {
    const admins = await findAdmins(tx, workspaceId, { except: ref.userId, permission: 'MANAGE_SETTINGS' });
    throw new Refusal('OWN_ROLE', { roleName: role.name, admins });
  }
  if (!mayGrant(actor, role)) throw new Refusal('ROLE_BEYOND', { roleName: role.name });
  return { actor, role };
}

/** Nobody puts a permission into a role that they could not give themselves. */
export function requireGrantable(actor: Actor, permissions: Permission[]): void {
  const refused = permissions.filter((permission) => !maySpare(actor, permission));
  if (refused.length > 0) {
    throw new Refusal('PERMISSIONS_NOT_GRANTABLE', { permissions: permissionWords(refused) });
  }
}

/** For whoever acts on a role that is not any more as they saw it: whose doing that was. */
async function roleChanged(
  tx: Tx,
  workspaceId: string,
  { id, name, deletedAt }: { id: string; name: string; deletedAt: Date | null },
): Promise<Refusal> {
  const last = await tx.activity.findFirstOrThrow({
    where: { workspaceId, subjectType: 'role', subjectId: id },
    select: { at: true, actorId: true },
    orderBy: { id: 'desc' },
  });
  const by = last.actorId
    ? await tx.user.findUnique({ where: { workspaceId_id: { workspaceId, id: last.actorId } } })
    : null;
  const isDeleted = deletedAt !== null;
  return new Refusal('ROLE_CHANGED', {
    roleName: name,
    isDeleted,
    changedBy: by && fullName(by),
    changedAt: last.at,
  });
}
