import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { Permission, RoleKind, UserStatus } from '../generated/prisma/enums.ts';
import { findAdmins } from '../users/find-admins.ts';
import { requireActive } from '../users/require-active.ts';
import { permissionTable } from './permission-table.ts';

/** Who acts: resolved from a Slack payload or a session, and looked up again wherever it matters. */
export interface ActorRef {
  workspaceId: string;
  userId: string;
}

/** A user with what their role allows, as the database holds it at one moment. */
export const actorRow = z.object({
  userId: z.string(),
  workspaceId: z.string(),
  status: z.enum(UserStatus),
  roleId: z.string(),
  roleKind: z.enum(RoleKind),
  roleName: z.string(),
  permissions: z.array(z.enum(Permission)),
});

export type Actor = z.infer<typeof actorRow>;

/**
 * Keeps a user and their role from being changed until the transaction ends: somebody who is being demoted either acts
 * before that or not at all. What they may do is to be read in a statement after this one, because a statement that had
 * to wait still sees the other rows as they were before.
 */
export async function keepActor(tx: Tx, ref: ActorRef): Promise<void> {
  // The second time finds a role that was made, and given to them, while the first one waited for the user.
  if (!(await lockUserAndRole(tx, ref))) await lockUserAndRole(tx, ref);
}

async function lockUserAndRole(tx: Tx, { workspaceId, userId }: ActorRef): Promise<boolean> {
  // The user first: only then it is certain which role is theirs.
  const locked = await tx.$queryRaw<unknown[]>`
    WITH kept AS MATERIALIZED (
      SELECT workspace_id, role_id FROM "user"
      WHERE workspace_id = ${workspaceId}::uuid AND id = ${userId}::uuid
      FOR SHARE
    )
    SELECT r.id FROM kept JOIN role r ON r.workspace_id = kept.workspace_id AND r.id = kept.role_id
    FOR SHARE OF r`;
  return locked.length > 0;
}

/** Reads a user with role and permissions, which stay so until the transaction ends. */
export async function lockActor(tx: Tx, ref: ActorRef): Promise<Actor | undefined> {
  await keepActor(tx, ref);
  return readActor(tx, ref);
}

export async function readActor(tx: Tx, { workspaceId, userId }: ActorRef): Promise<Actor | undefined> {
  const rows = await tx.$queryRaw`
    SELECT u.id AS "userId", u.workspace_id AS "workspaceId", u.status, r.id AS "roleId", r.kind AS "roleKind",
           r.name AS "roleName",
           ARRAY(SELECT p.permission::text FROM role_permission p
                 WHERE p.workspace_id = r.workspace_id AND p.role_id = r.id) AS permissions
    FROM "user" u JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
    WHERE u.workspace_id = ${workspaceId}::uuid AND u.id = ${userId}::uuid`;
  return z.array(actorRow).parse(rows)[0];
}

/** The actor, if active and permitted; else a refusal that says whom to ask. For what only reads: it keeps nobody waiting. */
export async function requirePermission(tx: Tx, ref: ActorRef, permission: Permission): Promise<Actor> {
  return requirePermitted(tx, ref, await readActor(tx, ref), permission);
}

/** The same where one of several is enough: who may change a thing may look at it. A refusal names the first. */
export async function requireOneOf(
  tx: Tx,
  ref: ActorRef,
  [first, ...others]: [Permission, ...Permission[]],
): Promise<Actor> {
  const actor = await readActor(tx, ref);
  const held = others.find((permission) => actor?.permissions.includes(permission));
  return requirePermitted(tx, ref, actor, actor?.permissions.includes(first) ? first : (held ?? first));
}

/** The same for an actor who was looked up already. */
export async function requirePermitted(
  tx: Tx,
  { workspaceId }: ActorRef,
  actor: Actor | undefined,
  permission: Permission,
): Promise<Actor> {
  if (!actor) throw new Refusal('ACCOUNT_INACTIVE', { admins: await findAdmins(tx, workspaceId) });
  await requireActive(tx, actor);
  if (!actor.permissions.includes(permission)) {
    throw new Refusal('NOT_PERMITTED', {
      action: permissionTable[permission].words,
      roleName: actor.roleName,
      admins: await findAdmins(tx, workspaceId, { permission }),
    });
  }
  return actor;
}

/** Nobody grants a permission that they do not hold. Ownership is handed over, never granted. */
export function mayGrant(actor: Actor, role: { kind: RoleKind; permissions: Permission[] }): boolean {
  return role.kind !== 'OWNER' && role.permissions.every((permission) => maySpare(actor, permission));
}

/** Whether somebody can give a permission to others. To manage the bill is the Owner's to give, whoever may do it. */
export function maySpare(actor: Actor, permission: Permission): boolean {
  if (permission === 'MANAGE_BILLING' && actor.roleKind !== 'OWNER') return false;
  return actor.permissions.includes(permission);
}
