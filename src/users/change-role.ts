import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { showOpenDeparture } from '../departures/show-departure.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { noteDecision } from '../reviews/note-decision.ts';
import { invitableRoles, type RoleWithPermissions } from '../roles/invitable-roles.ts';
import { type ActorRef, mayGrant } from '../roles/permitted.ts';
import { unknownRole } from '../roles/unknown-role.ts';
import { fullName } from './full-name.ts';
import { requireAnother, requireManagedUser, type SeenUser } from './managed-user.ts';
import { tellUsers } from './tell-users.ts';
import { typedText } from './typed-text.ts';

export interface RoleChange {
  actor: ActorRef;
  /** As whoever changes it saw it. */
  user: SeenUser;
  roleId: string;
  reason: string;
  /** Whether it is decided in the access review. */
  inReview?: boolean;
  origin: Origin;
}

/**
 * Gives somebody another role, at once: what they may do is looked up with each request. Nobody changes their own, and
 * nobody gives one that can do more than they can. The Owner's is handed over and never changed here.
 */
export async function changeRole(
  deps: Deps,
  { actor: ref, user: seen, roleId, reason, inReview = false, origin }: RoleChange,
): Promise<{ name: string; roleName: string }> {
  const { workspaceId, userId } = ref;
  return inTransaction(deps.db, async (tx) => {
    const { actor, user, isSelf } = await requireManagedUser(tx, ref, seen);
    await requireAnother(tx, actor, isSelf, 'role');
    const role = await keptRole(tx, workspaceId, roleId);
    if (role.id === user.roleId) throw new Refusal('ROLE_UNCHANGED', { roleName: role.name });
    if (!mayGrant(actor, role)) throw new Refusal('ROLE_NOT_GRANTABLE', { roleName: role.name });
    const { count } = await tx.user.updateMany({
      where: { workspaceId, id: user.id, revision: seen.revision, roleKind: { not: 'OWNER' } },
      data: { roleId: role.id, roleKind: role.kind, revision: { increment: 1 } },
    });
    if (count === 0) throw new Error('an account that was locked was changed');
    await noteDecision(deps, tx, {
      ...{ workspaceId, userIds: [user.id], decision: 'ROLE_CHANGED', inReview, actorId: userId },
    });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'user.role-changed',
        actorId: userId,
        subject: { type: 'user', id: user.id },
        before: { role: user.role.name },
        after: { role: role.name },
        reason: typedText(reason),
        origin,
      },
    ]);
    await showOpenDeparture(tx, { workspaceId, userId: user.id });
    const notice = { workspaceId, userId: user.id, actorId: userId, revision: seen.revision + 1 };
    await tellUsers(tx, [{ ...notice, what: 'ROLE_CHANGED', changed: [] }]);
    return { name: fullName(user), roleName: role.name };
  });
}

/** A role as it stays until the transaction ends: what it allows is not changed while it is given. */
async function keptRole(tx: Tx, workspaceId: string, roleId: string): Promise<RoleWithPermissions> {
  await tx.$queryRaw`
    SELECT id FROM role WHERE workspace_id = ${workspaceId}::uuid AND id::text = ${roleId} FOR SHARE`;
  const roles = await invitableRoles(tx, workspaceId);
  const role = roles.find((one) => one.id === roleId);
  if (!role) throw await unknownRole(tx, workspaceId);
  return role;
}
