import { z } from 'zod';
import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { readSender } from './import-sender.ts';
import type { ImportRef } from './known-rows.ts';
import {
  queueImportFile,
  queueImportMails,
  queueImportMessage,
  queueImportProgress,
  queueImportReport,
} from './queue-import.ts';

/** As many as SendGrid takes in one request. */
const RECIPIENTS_AT_ONCE = 1000;

export interface Batch {
  invitationIds: string[];
  /** The position of its last row: names the batch. */
  upTo: number;
}

/**
 * The next invitations of an import to be mailed, or, where a batch was begun and not finished, that batch. undefined:
 * there is nothing to do, because all is done, somebody has stopped it, or whoever sent it may not invite any more, which
 * stops it as well.
 */
export async function claimBatch(deps: Deps, ref: ImportRef): Promise<Batch | undefined> {
  const { workspaceId, importId } = ref;
  return inTransaction(deps.db, async (tx) => {
    const ofImport = { workspaceId_id: { workspaceId, id: importId } };
    const before = await tx.bulkImport.findUniqueOrThrow({ where: ofImport });
    if (before.status === 'SENDING' && before.claimedUpTo === before.mailedUpTo) {
      const sender = await readSender(tx, ref, RECIPIENTS_AT_ONCE);
      if (!sender.mayInvite) {
        await pauseForSender(deps, tx, ref);
        return undefined;
      }
    }
    const claimed = await tx.$executeRaw`
      UPDATE bulk_import SET claimed_up_to = coalesce(
        (SELECT max(position) FROM (
           SELECT position FROM bulk_import_row
           WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
             AND position > bulk_import.mailed_up_to
           ORDER BY position LIMIT ${RECIPIENTS_AT_ONCE}) next),
        row_count)
      WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid AND status = 'SENDING'
        AND claimed_up_to = mailed_up_to`;
    const { mailedUpTo, claimedUpTo } = await tx.bulkImport.findUniqueOrThrow({ where: ofImport });
    if (claimed === 0 && claimedUpTo === mailedUpTo) return undefined;
    const rows = await tx.bulkImportRow.findMany({
      where: { workspaceId, importId, problem: null, position: { gt: mailedUpTo, lte: claimedUpTo } },
      select: { invitationId: true },
      orderBy: { position: 'asc' },
    });
    return { invitationIds: rows.map(({ invitationId }) => invitationId), upTo: claimedUpTo };
  });
}

/** Links in the name of somebody who may not invite any more are refused: sending them would only puzzle people. */
async function pauseForSender(deps: Deps, tx: Tx, ref: ImportRef): Promise<void> {
  const { workspaceId, importId } = ref;
  const { count } = await tx.bulkImport.updateMany({
    where: { workspaceId, id: importId, status: 'SENDING' },
    data: { status: 'PAUSED' },
  });
  if (count === 0) return;
  await recordActivity(deps, tx, [
    {
      workspaceId,
      action: 'import.paused',
      actorId: null,
      subject: { type: 'import', id: importId },
      before: { status: 'SENDING' },
      after: { status: 'PAUSED' },
      reason: 'Whoever sent it may not invite these people any more.',
      origin: { source: 'JOB' },
    },
  ]);
  await queueImportMessage(tx, ref);
  await queueImportReport(tx, ref);
}

/**
 * Notes that a batch is handed over, and queues the next one, or ends the import. Nothing where somebody else has noted
 * it: a process that was taken for dead, and was only slow.
 */
export async function finishBatch(
  deps: Deps,
  { workspaceId, importId }: ImportRef,
  { upTo }: Pick<Batch, 'upTo'>,
): Promise<void> {
  const ref = { workspaceId, importId };
  await inTransaction(deps.db, async (tx) => {
    const rows = await tx.$queryRaw`
      WITH batch AS (
        SELECT NOT EXISTS (SELECT FROM bulk_import_row r
                           WHERE r.workspace_id = b.workspace_id AND r.import_id = b.id AND r.problem IS NULL
                             AND r.position > ${upTo}) AND status IN ('SENDING', 'PAUSED') AS "isLast"
        FROM bulk_import b
        WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid
        FOR NO KEY UPDATE
      )
      UPDATE bulk_import SET mailed_up_to = claimed_up_to,
        status = CASE WHEN "isLast" THEN 'DONE' ELSE status END,
        ended_at = CASE WHEN "isLast" THEN ${deps.now()} ELSE ended_at END
      FROM batch
      WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid
        AND claimed_up_to = ${upTo} AND mailed_up_to < ${upTo}
      RETURNING status, started_by_id::text AS "startedById"`;
    const [after] = z.array(z.object({ status: z.string(), startedById: z.string() })).parse(rows);
    if (!after) return;
    if (after.status === 'SENDING') await queueImportMails(tx, ref);
    if (after.status === 'DONE')
      await queueImportFile(tx, { ...ref, userId: after.startedById, what: 'RESULT' });
    if (after.status === 'SENDING') await queueImportProgress(tx, ref);
    else await queueImportMessage(tx, ref);
  });
}
