import { z } from 'zod';
import { activityColumns, type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { ImportStatus } from '../generated/prisma/enums.ts';
import { INVITATION_LIFETIME_MS } from '../invitations/invitation-lifetime.ts';
import { type Actor, type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { type Place, readSender, requireGrantable, rolesAhead, takeOver } from './import-sender.ts';
import type { ImportRef } from './known-rows.ts';
import { queueImportFile, queueImportMails, queueImportMessage } from './queue-import.ts';
import { requireOwnImport } from './require-own-import.ts';

const locked = z.array(z.object({ status: z.enum(ImportStatus) }));

interface Wish extends ImportRef {
  actor: ActorRef;
  /** The message that they did it from, if they did it from one. */
  shownIn?: Place | undefined;
  origin: Origin;
}

/** Sends no further batch until somebody resumes it; the batch under way goes out. */
export function pauseImport(deps: Deps, wish: Wish): Promise<void> {
  return change(deps, wish, { from: ['SENDING'], to: 'PAUSED', action: 'import.paused' });
}

/** Goes on with the mails; where whoever sent it may not invite any more, in the name of the one who resumes it. */
export function resumeImport(deps: Deps, wish: Wish): Promise<void> {
  return change(deps, wish, { from: ['PAUSED'], to: 'SENDING', action: 'import.resumed' });
}

/** Cancels the invitations whose mails have not left, all but the batch under way; their seats become free. */
export function cancelImport(deps: Deps, wish: Wish): Promise<void> {
  return change(deps, wish, { from: ['SENDING', 'PAUSED'], to: 'CANCELED', action: 'import.canceled' });
}

async function change(
  deps: Deps,
  { workspaceId, importId, actor, shownIn, origin }: Wish,
  {
    from,
    to,
    action,
  }: {
    from: ImportStatus[];
    to: ImportStatus;
    action: 'import.paused' | 'import.resumed' | 'import.canceled';
  },
): Promise<void> {
  const ref = { workspaceId, importId };
  requireOwnImport(actor, ref);
  await inTransaction(
    deps.db,
    async (tx) => {
      await keepActor(tx, actor);
      const permitted = await requirePermission(tx, actor, 'INVITE_USERS');
      const was = await lockedStatus(tx, ref);
      const { count } = await tx.bulkImport.updateMany({
        where: { workspaceId, id: importId, status: { in: from } },
        data: { status: to, ...(to === 'CANCELED' && { endedAt: deps.now() }) },
      });
      if (count === 0 || !was) throw await notRunning(tx, ref);
      const takenFrom = to === 'SENDING' ? await takeOverIfNeeded(tx, ref, permitted, shownIn) : undefined;
      const canceled = to === 'CANCELED' ? await cancelRest(deps, tx, { ...ref, actor, origin }) : undefined;
      await recordActivity(deps, tx, [
        {
          workspaceId,
          action,
          actorId: actor.userId,
          subject: { type: 'import', id: importId },
          before: { status: was, ...(takenFrom && { senderId: takenFrom }) },
          after: {
            status: to,
            ...(canceled !== undefined && { canceled }),
            ...(takenFrom && { senderId: actor.userId }),
          },
          origin,
        },
      ]);
      if (to === 'SENDING') {
        await renewRest(deps, tx, ref);
        await queueImportMails(tx, ref);
      }
      if (to === 'CANCELED') await queueImportFile(tx, { ...ref, userId: actor.userId, what: 'RESULT' });
      await queueImportMessage(tx, ref);
    },
    { timeout: 60_000 },
  );
}

/** As it stays until the transaction ends. */
async function lockedStatus(tx: Tx, { workspaceId, importId }: ImportRef): Promise<ImportStatus | undefined> {
  const rows = await tx.$queryRaw`
    SELECT status::text FROM bulk_import
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid FOR NO KEY UPDATE`;
  return locked.parse(rows)[0]?.status;
}

async function notRunning(tx: Tx, { workspaceId, importId }: ImportRef): Promise<Refusal> {
  const existing = await tx.bulkImport.findUnique({
    where: { workspaceId_id: { workspaceId, id: importId } },
    select: { status: true },
  });
  return existing
    ? new Refusal('IMPORT_NOT_RUNNING', { status: existing.status })
    : new Refusal('IMPORT_UNKNOWN', {});
}

/** Where whoever sent it may not invite any more, and only there; returns whose it was. */
async function takeOverIfNeeded(
  tx: Tx,
  ref: ImportRef,
  actor: Actor,
  shownIn: Place | undefined,
): Promise<string | undefined> {
  const sender = await readSender(tx, ref);
  if (sender.mayInvite) return undefined;
  const roleIds = await rolesAhead(tx, ref);
  await requireGrantable(tx, { workspaceId: ref.workspaceId, roleIds }, actor);
  await takeOver(tx, ref, actor, shownIn);
  return sender.userId;
}

/** However long it was paused: whoever has had no mail yet gets seven days. */
async function renewRest({ now }: Deps, tx: Tx, { workspaceId, importId }: ImportRef): Promise<void> {
  const at = now();
  const expiresAt = new Date(at.getTime() + INVITATION_LIFETIME_MS);
  await tx.$executeRaw`
    WITH rest AS MATERIALIZED (
      SELECT i.workspace_id, i.id
      FROM bulk_import b
      JOIN bulk_import_row r ON r.workspace_id = b.workspace_id AND r.import_id = b.id
        AND r.position > b.claimed_up_to AND r.problem IS NULL
      JOIN invitation i ON i.workspace_id = r.workspace_id AND i.id = r.invitation_id
      WHERE b.workspace_id = ${workspaceId}::uuid AND b.id = ${importId}::uuid
        AND i.status = 'PENDING' AND i.version = 1 AND i.delivery = 'QUEUED' AND i.expires_at > ${at}
      ORDER BY i.email FOR NO KEY UPDATE OF i
    )
    UPDATE invitation SET sent_at = ${at}, expires_at = ${expiresAt}
    FROM rest WHERE invitation.workspace_id = rest.workspace_id AND invitation.id = rest.id`;
  await tx.$executeRaw`
    UPDATE bulk_import SET resumed_at = ${at}, resumed_from = mailed_up_to
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid`;
}

async function cancelRest(
  { now }: Deps,
  tx: Tx,
  { workspaceId, importId, actor, origin }: Wish,
): Promise<number> {
  const at = now();
  // Only those whom nobody has sent by hand meanwhile. Locked in one order, as by everybody who locks several.
  return tx.$executeRaw`
    WITH rest AS MATERIALIZED (
      SELECT i.workspace_id, i.id
      FROM bulk_import b
      JOIN bulk_import_row r ON r.workspace_id = b.workspace_id AND r.import_id = b.id
        AND r.position > b.claimed_up_to AND r.problem IS NULL
      JOIN invitation i ON i.workspace_id = r.workspace_id AND i.id = r.invitation_id
      WHERE b.workspace_id = ${workspaceId}::uuid AND b.id = ${importId}::uuid
        AND i.status = 'PENDING' AND i.version = 1 AND i.delivery = 'QUEUED'
      ORDER BY i.email FOR NO KEY UPDATE OF i
    ), canceled AS (
      UPDATE invitation SET status = 'CANCELED', settled_at = ${at}, revision = revision + 1
      FROM rest WHERE invitation.workspace_id = rest.workspace_id AND invitation.id = rest.id
      RETURNING invitation.workspace_id, invitation.id
    )
    INSERT INTO activity (${activityColumns})
    SELECT workspace_id, ${at}, 'invitation.canceled', ${actor.userId}::uuid, 'invitation', id,
      '{"status":"PENDING"}'::jsonb, jsonb_build_object('status', 'CANCELED', 'importId', ${importId}::text), 'The rest of the import was canceled.',
      ${origin.source}::activity_source, ${origin.ipAddress ?? null}::inet
    FROM canceled`;
}
