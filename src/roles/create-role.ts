import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { typedName } from '../users/typed-text.ts';
import { requireGrantable, requireRoleManager } from './managed-role.ts';
import { allPermissions } from './permission-table.ts';
import type { ActorRef } from './permitted.ts';
import { requireFreeName, typedRoleName } from './role-name.ts';

/** As many as a menu and a list in Slack can hold, with room. */
const CUSTOM_ROLES = 50;

export interface NewRole {
  actor: ActorRef;
  name: string;
  description: string;
  permissions: Permission[];
  origin: Origin;
}

/** Makes a custom role of permissions that whoever makes it could give to somebody. */
export async function createRole(deps: Deps, wanted: NewRole): Promise<{ id: string; name: string }> {
  const { workspaceId, userId } = wanted.actor;
  const name = typedRoleName(wanted.name);
  const description = typedName(wanted.description);
  const permissions = inTableOrder(wanted.permissions);
  return inTransaction(deps.db, async (tx) => {
    const actor = await requireRoleManager(tx, wanted.actor);
    requireGrantable(actor, permissions);
    await requireRoom(tx, workspaceId);
    await requireFreeName(tx, { workspaceId, name });
    const id = deps.newId();
    const { count } = await tx.role.createMany({
      data: { workspaceId, id, kind: 'CUSTOM', name, description, createdAt: deps.now() },
      skipDuplicates: true,
    });
    if (count === 0) throw new Refusal('ROLE_NAME_TAKEN', { taken: name });
    await tx.rolePermission.createMany({
      data: permissions.map((permission) => ({ workspaceId, roleId: id, permission })),
    });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'role.created', actorId: userId, origin: wanted.origin },
        subject: { type: 'role', id },
        after: { name, description, permissions },
      },
    ]);
    return { id, name };
  });
}

/** Those who make roles at once wait for each other, so that all are counted. */
async function requireRoom(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM workspace WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
  const count = await tx.role.count({ where: { workspaceId, kind: 'CUSTOM', deletedAt: null } });
  if (count >= CUSTOM_ROLES) throw new Refusal('TOO_MANY_ROLES', { limit: CUSTOM_ROLES });
}

/** Each once, in the order of the guide's table. */
export function inTableOrder(permissions: Permission[]): Permission[] {
  return allPermissions().filter((permission) => permissions.includes(permission));
}
