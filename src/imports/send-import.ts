import { z } from 'zod';
import { activityColumns, type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { expireLapsed } from '../invitations/expire-lapsed.ts';
import { INVITATION_LIFETIME_MS } from '../invitations/invitation-lifetime.ts';
import { spendImportAllowance } from '../invitations/sending-allowance.ts';
import { settleByInviting } from '../requests/settle-by-inviting.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { unknownRole } from '../roles/unknown-role.ts';
import { requireSeats, seatRefusal } from '../workspaces/seats.ts';
import { requireGrantable } from './import-sender.ts';
import { type ImportRef, knownProblems, markKnownRows } from './known-rows.ts';
import { queueImportMails, queueImportMessage } from './queue-import.ts';
import { requireOwnImport } from './require-own-import.ts';

interface Sending extends ImportRef {
  actor: ActorRef;
  origin: Origin;
}

/** Milliseconds in which 100,000 invitations are stored even by a busy machine. */
const STORING_TIMEOUT = 120_000;

/**
 * Invites everybody whom a reviewed import names, or nobody: all invitations, their records and the first of their mails
 * in one transaction. Of two who send it at once, one does.
 */
export async function sendImport(deps: Deps, sending: Sending): Promise<{ invited: number }> {
  requireOwnImport(sending.actor, sending);
  const { workspaceId } = sending.actor;
  let needed = 0;
  try {
    return await inTransaction(
      deps.db,
      async (tx) => {
        await claim(deps, tx, sending);
        await keepActor(tx, sending.actor);
        const actor = await requirePermission(tx, sending.actor, 'INVITE_USERS');
        await expireLapsed(deps, tx, workspaceId);
        await markKnownRows(deps, tx, sending);
        const wanted = await requireWanted(tx, sending);
        needed = wanted.needed;
        await keepRoles(tx, wanted);
        await requireGrantable(tx, wanted, actor);
        await requireSeats(deps, tx, workspaceId, needed);
        return store(deps, tx, { ...sending, needed });
      },
      { timeout: STORING_TIMEOUT },
    );
  } catch (error) {
    throw await seatRefusal(deps, error, workspaceId, needed);
  }
}

/** Nobody else sends it from here on; whoever was faster is told of. */
async function claim({ now }: Deps, tx: Tx, { workspaceId, importId, actor }: Sending): Promise<void> {
  const { count } = await tx.bulkImport.updateMany({
    where: { workspaceId, id: importId, status: 'REVIEW' },
    // From here on it is theirs: they hear how far it is.
    data: { status: 'SENDING', sentAt: now(), startedById: actor.userId },
  });
  if (count > 0) return;
  const existing = await tx.bulkImport.findUnique({
    where: { workspaceId_id: { workspaceId, id: importId } },
    select: { sentAt: true },
  });
  if (!existing?.sentAt) throw new Refusal('IMPORT_UNKNOWN', {});
  throw new Refusal('IMPORT_SENT', { sentAt: existing.sentAt });
}

interface Wanted {
  workspaceId: string;
  /** How many are to be invited. */
  needed: number;
  /** As what. */
  roleIds: string[];
}

async function requireWanted(tx: Tx, { workspaceId, importId }: Sending): Promise<Wanted> {
  const { skipKnown } = await tx.bulkImport.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: importId } },
    select: { skipKnown: true },
  });
  const of = { workspaceId, importId };
  const known = { ...of, problem: { in: knownProblems } };
  const count = skipKnown ? 0 : await tx.bulkImportRow.count({ where: known });
  if (count > 0) throw new Refusal('IMPORT_HAS_KNOWN', { count });
  const byRole = await tx.bulkImportRow.groupBy({
    by: ['roleId'],
    where: { ...of, problem: null },
    _count: true,
  });
  if (byRole.length === 0) throw new Refusal('IMPORT_INVITES_NOBODY', {});
  return {
    workspaceId,
    needed: byRole.reduce((sum, { _count }) => sum + _count, 0),
    // A row without a problem has one (import_row_invites_somebody).
    roleIds: byRole.flatMap(({ roleId }) => roleId ?? []),
  };
}

/** Every role of the file stays as it is now until the transaction ends. */
async function keepRoles(tx: Tx, { workspaceId, roleIds }: Wanted): Promise<void> {
  const kept = await tx.$executeRaw`
    SELECT FROM role WHERE workspace_id = ${workspaceId}::uuid AND id = ANY(${roleIds}::uuid[]) AND deleted_at IS NULL
    ORDER BY id FOR SHARE`;
  // A role that was deleted meanwhile cannot be given.
  if (kept < roleIds.length) throw await unknownRole(tx, workspaceId);
}

async function store(
  deps: Deps,
  tx: Tx,
  { workspaceId, importId, actor, origin, needed }: Sending & { needed: number },
): Promise<{ invited: number }> {
  const at = deps.now();
  const expiresAt = new Date(at.getTime() + INVITATION_LIFETIME_MS);
  // By address, as everybody does who invites several, so that nobody waits for each other in a circle.
  const invited = await tx.$executeRaw`
    INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, first_name, last_name, message, department,
      job_title, inviter_id, created_at, sent_at, expires_at)
    SELECT workspace_id, invitation_id, email, role_id, role_kind, first_name, last_name, message, department,
      job_title, ${actor.userId}::uuid, ${at}, ${at}, ${expiresAt}
    FROM bulk_import_row
    WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
    ORDER BY email
    ON CONFLICT DO NOTHING`;
  if (invited < needed) await markMissedRows(tx, { workspaceId, importId });
  if (invited === 0) throw new Refusal('IMPORT_INVITES_NOBODY', {});
  await tx.$executeRaw`
    WITH role AS MATERIALIZED (SELECT id, name FROM role WHERE workspace_id = ${workspaceId}::uuid)
    INSERT INTO activity (${activityColumns})
    SELECT r.workspace_id, ${at}, 'invitation.sent', ${actor.userId}::uuid, 'invitation', r.invitation_id, NULL,
      jsonb_build_object('email', r.email, 'role', role.name, 'expiresAt', ${expiresAt.toISOString()}::text, 'importId', r.import_id),
      NULL, ${origin.source}::activity_source, ${origin.ipAddress ?? null}::inet
    FROM bulk_import_row r JOIN role ON role.id = r.role_id
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid AND r.problem IS NULL`;
  await settleByInviting(deps, tx, {
    actor,
    emails: await askedForByLink(tx, { workspaceId, importId }),
    origin,
  });
  await spendImportAllowance(tx, { workspaceId, importId, recipients: invited, now: at });
  const { fileName } = await tx.bulkImport.update({
    where: { workspaceId_id: { workspaceId, id: importId } },
    data: { invitedCount: invited },
    select: { fileName: true },
  });
  await recordActivity(deps, tx, [
    {
      workspaceId,
      action: 'import.sent',
      actorId: actor.userId,
      subject: { type: 'import', id: importId },
      after: { fileName, invited },
      origin,
    },
  ]);
  await queueImportMails(tx, { workspaceId, importId });
  await queueImportMessage(tx, { workspaceId, importId });
  return { invited };
}

/** Those whom somebody else invited while this waited for them. */
async function markMissedRows(tx: Tx, { workspaceId, importId }: ImportRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE bulk_import_row r SET problem = 'ALREADY_INVITED', problem_value = email
    WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
      AND NOT EXISTS (SELECT FROM invitation i
                      WHERE i.workspace_id = r.workspace_id AND i.id = r.invitation_id)`;
}

/** Those whose link had expired, and who had asked for a new one. */
async function askedForByLink(tx: Tx, { workspaceId, importId }: ImportRef): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT r.email FROM invitation_request q
    JOIN bulk_import_row r ON r.workspace_id = q.workspace_id AND r.email = q.emails[1]
    WHERE q.workspace_id = ${workspaceId}::uuid AND q.requester_id IS NULL AND q.status = 'PENDING'
      AND r.import_id = ${importId}::uuid AND r.problem IS NULL`;
  return z
    .array(z.object({ email: z.string() }))
    .parse(rows)
    .map(({ email }) => email);
}
