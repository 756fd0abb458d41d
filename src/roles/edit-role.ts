import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { enqueue } from '../queue/enqueue.ts';
import { typedName } from '../users/typed-text.ts';
import { inTableOrder } from './create-role.ts';
import { requireGrantable, requireManagedRole, type SeenRole } from './managed-role.ts';
import type { ActorRef } from './permitted.ts';
import { requireFreeName, typedRoleName } from './role-name.ts';

export interface RoleEdit {
  actor: ActorRef;
  /** As whoever edits it saw it. */
  role: SeenRole;
  name: string;
  description: string;
  permissions: Permission[];
  origin: Origin;
}

/** Changes a custom role, at once for everybody who holds it: what they may do is looked up with each request. */
export async function editRole(deps: Deps, edit: RoleEdit): Promise<{ name: string }> {
  const { workspaceId, userId } = edit.actor;
  const { id, revision } = edit.role;
  const name = typedRoleName(edit.name);
  const description = typedName(edit.description);
  const permissions = inTableOrder(edit.permissions);
  return inTransaction(deps.db, async (tx) => {
    const { actor, role } = await requireManagedRole(tx, edit.actor, edit.role);
    requireGrantable(actor, permissions);
    await requireFreeName(tx, { workspaceId, name, except: id });
    const before = {
      ...{ name: role.name, description: role.description },
      permissions: inTableOrder(role.permissions),
    };
    const after = { name, description, permissions };
    if (JSON.stringify(before) === JSON.stringify(after)) return { name };
    const { count } = await tx.role.updateMany({
      where: { workspaceId, id, revision, kind: 'CUSTOM', deletedAt: null },
      data: { name, description, revision: { increment: 1 } },
    });
    if (count === 0) throw new Error('a role that was locked was changed');
    await tx.rolePermission.deleteMany({
      where: { workspaceId, roleId: id, permission: { notIn: permissions } },
    });
    await tx.rolePermission.createMany({
      data: permissions.map((permission) => ({ workspaceId, roleId: id, permission })),
      skipDuplicates: true,
    });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'role.edited', actorId: userId, origin: edit.origin },
        subject: { type: 'role', id },
        before,
        after,
      },
    ]);
    if (before.permissions.join() !== permissions.join()) {
      const told = { workspaceId, roleId: id, revision: revision + 1, actorId: userId, after: null };
      await enqueue(tx, 'tell-role-holders', told);
    }
    return { name };
  }).catch((error) => {
    throw violates(error, 'role_name_in_any_case') ? new Refusal('ROLE_NAME_TAKEN', { taken: name }) : error;
  });
}
