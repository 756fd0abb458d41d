import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { fullName } from '../users/full-name.ts';
import { typedText } from '../users/typed-text.ts';
import { inTableOrder } from './create-role.ts';
import { invitableRoles } from './invitable-roles.ts';
import { requireManagedRole, requireRoleManager, type SeenRole } from './managed-role.ts';
import { moveHolders } from './move-holders.ts';
import { type ActorRef, mayGrant } from './permitted.ts';
import { unknownRole } from './unknown-role.ts';

export interface RoleDeletion {
  actor: ActorRef;
  /** As whoever deletes it saw it. */
  role: SeenRole;
  /** What those get who hold it. */
  replacementId: string;
  reason: string;
  origin: Origin;
}

export interface RoleDeleted {
  name: string;
  replacement: string;
  people: number;
  invitations: number;
}

/** Milliseconds in which 100,000 invitations get another role even on a busy machine. */
const MOVING_TIMEOUT = 120_000;

/**
 * Takes a custom role away, and gives those who hold it another one in the same moment. Its row stays, for what is over
 * and had it.
 */
export async function deleteRole(deps: Deps, deletion: RoleDeletion): Promise<RoleDeleted> {
  return inTransaction(deps.db, (tx) => replace(deps, tx, deletion), { timeout: MOVING_TIMEOUT });
}

async function replace(deps: Deps, tx: Tx, deletion: RoleDeletion): Promise<RoleDeleted> {
  const { workspaceId, userId } = deletion.actor;
  const { id, revision } = deletion.role;
  await lockHolders(tx, deletion);
  const { actor, role } = await requireManagedRole(tx, deletion.actor, deletion.role);
  await requireNotOffered(deps, tx, { workspaceId, roleId: id, roleName: role.name });
  const replacement = await keptReplacement(tx, deletion);
  if (!mayGrant(actor, replacement)) {
    throw new Refusal('ROLE_NOT_GRANTABLE', { roleName: replacement.name });
  }
  const reason = typedText(deletion.reason);
  const moved = await moveHolders(deps, tx, { actor, role, replacement, reason, origin: deletion.origin });
  const { count } = await tx.role.updateMany({
    where: { workspaceId, id, revision, kind: 'CUSTOM', deletedAt: null },
    data: { deletedAt: deps.now(), revision: { increment: 1 } },
  });
  if (count === 0) throw new Error('a role that was locked was changed');
  const { name, description } = role;
  await recordActivity(deps, tx, [
    {
      ...{ workspaceId, action: 'role.deleted', actorId: userId, reason, origin: deletion.origin },
      subject: { type: 'role', id },
      before: { name, description, permissions: inTableOrder(role.permissions) },
      after: { replacement: replacement.name, ...moved },
    },
  ]);
  return { name, replacement: replacement.name, ...moved };
}

/**
 * People before invitations, as whoever changes people does, and both before the role: whoever accepts an invitation has
 * that, and then needs its role. Whoever is given the role from here on is waited for at the role itself.
 */
async function lockHolders(tx: Tx, { actor, role }: RoleDeletion): Promise<void> {
  const { workspaceId, userId } = actor;
  // Counted, because there may be as many as an import has rows, and nobody here wants to read them.
  await tx.$queryRaw`
    SELECT count(*) FROM (
      SELECT FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND (id = ${userId}::uuid OR role_id = ${role.id}::uuid)
      ORDER BY id FOR NO KEY UPDATE
    ) AS people`;
  // Not before: of two who hold themselves shared, neither could lock themselves more firmly.
  await requireRoleManager(tx, actor);
  await tx.$queryRaw`
    SELECT count(*) FROM (
      SELECT FROM invitation
      WHERE workspace_id = ${workspaceId}::uuid AND role_id = ${role.id}::uuid AND status IN ('PENDING', 'EXPIRED')
      ORDER BY id FOR NO KEY UPDATE
    ) AS invitations`;
  await tx.$queryRaw`
    SELECT count(*) FROM (
      SELECT FROM invitation_request
      WHERE workspace_id = ${workspaceId}::uuid AND role_id = ${role.id}::uuid AND status = 'PENDING'
      ORDER BY id FOR NO KEY UPDATE
    ) AS requests`;
}

/** What the Owner becomes is agreed on by the two whom an offer of the ownership is about, and by nobody else. */
async function requireNotOffered(
  deps: Deps,
  tx: Tx,
  { workspaceId, roleId, roleName }: { workspaceId: string; roleId: string; roleName: string },
): Promise<void> {
  const offer = await tx.ownershipTransfer.findFirst({
    where: { workspaceId, roleId, expiresAt: { gt: deps.now() } },
    include: { from: true, to: true },
  });
  if (!offer) return;
  const { from, to, expiresAt } = offer;
  throw new Refusal('ROLE_OFFERED', { roleName, owner: fullName(from), to: fullName(to), expiresAt });
}

/** What those get who hold it, as it stays until the transaction ends. */
async function keptReplacement(tx: Tx, { actor: { workspaceId }, role, replacementId }: RoleDeletion) {
  if (replacementId === '' || replacementId === role.id) throw new Refusal('ROLE_REPLACEMENT_MISSING', {});
  await tx.$queryRaw`
    SELECT id FROM role WHERE workspace_id = ${workspaceId}::uuid AND id::text = ${replacementId} FOR SHARE`;
  const replacement = (await invitableRoles(tx, workspaceId)).find(({ id }) => id === replacementId);
  if (!replacement) throw await unknownRole(tx, workspaceId);
  return replacement;
}
