import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import type { ImportRef } from './known-rows.ts';
import {
  queueImportFile,
  queueImportMails,
  queueImportMessage,
  queueImportProgress,
} from './queue-import.ts';

/** As many as SendGrid takes in one request. */
const RECIPIENTS_AT_ONCE = 1000;

/**
 * The next invitations of an import to be mailed, or, where a batch was begun and not finished, that batch. undefined:
 * there is nothing to do, because all is done, or somebody has stopped it.
 */
export async function claimBatch(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, importId }: ImportRef,
): Promise<{ invitationIds: string[] } | undefined> {
  const ofImport = { workspaceId_id: { workspaceId, id: importId } };
  const claimed = await db.$executeRaw`
    UPDATE bulk_import SET claimed_up_to = coalesce(
      (SELECT max(position) FROM (
         SELECT position FROM bulk_import_row
         WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid AND problem IS NULL
           AND position > bulk_import.mailed_up_to
         ORDER BY position LIMIT ${RECIPIENTS_AT_ONCE}) next),
      row_count)
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid AND status = 'SENDING'
      AND claimed_up_to = mailed_up_to`;
  const { mailedUpTo, claimedUpTo } = await db.bulkImport.findUniqueOrThrow({ where: ofImport });
  if (claimed === 0 && claimedUpTo === mailedUpTo) return undefined;
  const rows = await db.bulkImportRow.findMany({
    where: { workspaceId, importId, problem: null, position: { gt: mailedUpTo, lte: claimedUpTo } },
    select: { invitationId: true },
    orderBy: { position: 'asc' },
  });
  return { invitationIds: rows.map(({ invitationId }) => invitationId) };
}

/** Notes that a batch is handed over, and queues the next one, or ends the import. */
export async function finishBatch(deps: Deps, { workspaceId, importId }: ImportRef): Promise<void> {
  const ref = { workspaceId, importId };
  await inTransaction(deps.db, async (tx) => {
    const rows = await tx.$queryRaw`
      WITH batch AS (
        SELECT
          (SELECT count(*) FROM bulk_import_row r
           WHERE r.workspace_id = b.workspace_id AND r.import_id = b.id AND r.problem IS NULL
             AND r.position > b.mailed_up_to AND r.position <= b.claimed_up_to) AS size,
          NOT EXISTS (SELECT FROM bulk_import_row r
                      WHERE r.workspace_id = b.workspace_id AND r.import_id = b.id AND r.problem IS NULL
                        AND r.position > b.claimed_up_to) AND status IN ('SENDING', 'PAUSED') AS "isLast"
        FROM bulk_import b
        WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid
        FOR NO KEY UPDATE
      )
      UPDATE bulk_import SET mailed_up_to = claimed_up_to, mailed_count = mailed_count + batch.size,
        status = CASE WHEN "isLast" THEN 'DONE' ELSE status END,
        ended_at = CASE WHEN "isLast" THEN ${deps.now()} ELSE ended_at END
      FROM batch
      WHERE workspace_id = ${workspaceId}::uuid AND id = ${importId}::uuid AND claimed_up_to > mailed_up_to
      RETURNING status, started_by_id::text AS "startedById"`;
    const [after] = z.array(z.object({ status: z.string(), startedById: z.string() })).parse(rows);
    if (after?.status === 'SENDING') await queueImportMails(tx, ref);
    if (after?.status === 'DONE')
      await queueImportFile(tx, { ...ref, userId: after.startedById, what: 'RESULT' });
    if (after?.status === 'SENDING') await queueImportProgress(tx, ref);
    else await queueImportMessage(tx, ref);
  });
}
