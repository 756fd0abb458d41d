import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { Permission, RoleKind, UserStatus } from '../generated/prisma/enums.ts';
import { findAdmins } from '../users/find-admins.ts';
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
 * Reads a user with role and permissions, and keeps both from being changed until the transaction ends: somebody who
 * is being demoted either acts before that or not at all.
 */
export async function lockActor(tx: Tx, { workspaceId, userId }: ActorRef): Promise<Actor | undefined> {
  const rows = await tx.$queryRaw`
    SELECT u.id AS "userId", u.workspace_id AS "workspaceId", u.status, r.id AS "roleId", r.kind AS "roleKind",
           r.name AS "roleName",
           ARRAY(SELECT p.permission::text FROM role_permission p
                 WHERE p.workspace_id = r.workspace_id AND p.role_id = r.id) AS permissions
    FROM "user" u JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
    WHERE u.workspace_id = ${workspaceId}::uuid AND u.id = ${userId}::uuid
    FOR SHARE OF u, r`;
  return z.array(actorRow).parse(rows)[0];
}

/** The actor, if active and permitted; else a refusal that says whom to ask. */
export async function requirePermission(tx: Tx, ref: ActorRef, permission: Permission): Promise<Actor> {
  return requirePermitted(tx, ref, await lockActor(tx, ref), permission);
}

/** The same for an actor who was looked up already. */
export async function requirePermitted(
  tx: Tx,
  { workspaceId }: ActorRef,
  actor: Actor | undefined,
  permission: Permission,
): Promise<Actor> {
  if (!actor || actor.status === 'INACTIVE') {
    throw new Refusal('ACCOUNT_INACTIVE', { admins: await findAdmins(tx, workspaceId) });
  }
  if (actor.status !== 'ACTIVE') throw new Refusal('ACCOUNT_UNVERIFIED', {});
  if (!actor.permissions.includes(permission)) {
    throw new Refusal('NOT_PERMITTED', {
      action: permissionTable[permission].words,
      roleName: actor.roleName,
      admins: await findAdmins(tx, workspaceId),
    });
  }
  return actor;
}

/** Nobody grants a permission that they do not hold. Ownership is handed over, never granted. */
export function mayGrant(actor: Actor, role: { kind: RoleKind; permissions: Permission[] }): boolean {
  return (
    role.kind !== 'OWNER' && role.permissions.every((permission) => actor.permissions.includes(permission))
  );
}
