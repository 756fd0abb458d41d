import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type Actor, type ActorRef, mayGrant, readActor } from '../roles/permitted.ts';
import type { ImportRef } from './known-rows.ts';

/** Whose name the invitations of an import bear, and whether those that have not left can be accepted from them. */
export interface ImportSender {
  userId: string;
  mayInvite: boolean;
}

/**
 * Looks whoever sent an import up, as the database holds them now: somebody who was demoted or deactivated meanwhile
 * would send links that nobody can use. `next`: asks for as many of the next rows only, or else for all that are left.
 */
export async function readSender(tx: Tx, ref: ImportRef, next?: number): Promise<ImportSender> {
  const { workspaceId, importId } = ref;
  const { startedById: userId } = await tx.bulkImport.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: importId } },
    select: { startedById: true },
  });
  const sender = await readActor(tx, { workspaceId, userId });
  const isInviting = sender?.status === 'ACTIVE' && sender.permissions.includes('INVITE_USERS');
  if (!isInviting) return { userId, mayInvite: false };
  const roleIds = await rolesAhead(tx, ref, next);
  return { userId, mayInvite: (await ungrantable(tx, { workspaceId, roleIds }, sender)).length === 0 };
}

/** Refuses somebody who may not give all of these roles. */
export async function requireGrantable(
  tx: Tx,
  { workspaceId, roleIds }: { workspaceId: string; roleIds: string[] },
  actor: Actor,
): Promise<void> {
  const [roleName] = await ungrantable(tx, { workspaceId, roleIds }, actor);
  if (roleName !== undefined) throw new Refusal('ROLE_NOT_GRANTABLE', { roleName });
}

/** Where a message is in Slack. */
export interface Place {
  channel: string;
  ts: string;
}

/** Makes somebody the one in whose name the rest is sent; `shownIn` is the message that shows them how far it is. */
export async function takeOver(
  tx: Tx,
  ref: ImportRef,
  { userId }: ActorRef,
  shownIn: Place | undefined,
): Promise<void> {
  const { workspaceId, importId } = ref;
  await tx.bulkImport.update({
    where: { workspaceId_id: { workspaceId, id: importId } },
    // The message that stands is somebody else's: where there is no other, a new one comes.
    data: {
      startedById: userId,
      slackChannelId: shownIn?.channel ?? null,
      messageTs: shownIn?.ts ?? null,
    },
  });
  await tx.$executeRaw`
    WITH rest AS MATERIALIZED (
      SELECT i.workspace_id, i.id
      FROM bulk_import b
      JOIN bulk_import_row r ON r.workspace_id = b.workspace_id AND r.import_id = b.id
        AND r.position > b.claimed_up_to AND r.problem IS NULL
      JOIN invitation i ON i.workspace_id = r.workspace_id AND i.id = r.invitation_id
      WHERE b.workspace_id = ${workspaceId}::uuid AND b.id = ${importId}::uuid
        AND i.status = 'PENDING' AND i.version = 1 AND i.delivery = 'QUEUED'
      ORDER BY i.email FOR NO KEY UPDATE OF i
    )
    UPDATE invitation SET inviter_id = ${userId}::uuid, revision = revision + 1
    FROM rest WHERE invitation.workspace_id = rest.workspace_id AND invitation.id = rest.id`;
}

/** The roles of the rows that are left to be offered. */
export async function rolesAhead(
  tx: Tx,
  { workspaceId, importId }: ImportRef,
  next?: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT DISTINCT role_id::text AS id FROM (
      SELECT role_id FROM bulk_import_row
      WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
        -- As a value, not as a join: the rows that are left are not read to find the next ones.
        AND position > (SELECT claimed_up_to FROM bulk_import
                        WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid)
      ORDER BY position LIMIT ${next ?? null}::int) ahead`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}

/** The names of those roles that somebody may not give. */
async function ungrantable(
  tx: Tx,
  { workspaceId, roleIds }: { workspaceId: string; roleIds: string[] },
  actor: Actor,
): Promise<string[]> {
  const roles = await tx.role.findMany({
    where: { workspaceId, id: { in: roleIds } },
    select: { kind: true, name: true, permissions: { select: { permission: true } } },
    orderBy: { name: 'asc' },
  });
  return roles
    .filter(({ kind, permissions }) => {
      return !mayGrant(actor, { kind, permissions: permissions.map(({ permission }) => permission) });
    })
    .map(({ name }) => name);
}
