import { setImmediate as breathe } from 'node:timers/promises';
import { byteOrderMark, csvRows } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readOutcomes } from '../imports/read-outcomes.ts';
import { errorProblems } from '../imports/review-import.ts';
import { sendSlackFiles } from '../slack-files.ts';
import { errorListHeader, errorListRow, importFile, resultHeader, resultRow } from '../views/import-files.ts';
import type { JobEdge } from './edge.ts';

/** Rows that are written in one go, before others get a turn. */
const ROWS_AT_A_TIME = 1000;

/**
 * Sends somebody the rows of an import with what is wrong with them, or with what became of them. Whoever may not invite
 * any more gets nothing.
 */
export async function sendImportFile(
  edge: JobEdge,
  { workspaceId, importId, userId, what }: JobPayload<'send-import-file'>,
): Promise<void> {
  const { deps, log } = edge;
  const actor = { workspaceId, userId };
  const user = await deps.db.user.findUnique({ where: { workspaceId_id: { workspaceId, id: userId } } });
  if (!user?.slackUserId) return;
  const outcomes = await readOutcomes(deps, actor, { workspaceId, importId }).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ importId, refusal: error.code }, 'the file of the import is not sent');
  });
  if (!outcomes) return;
  const { header, delimiter } = outcomes;
  const isErrorList = what === 'ERRORS';
  const wrong = errorProblems(outcomes.skipKnown);
  const parts = [byteOrderMark];
  let rows = [isErrorList ? errorListHeader(header) : resultHeader(header)];
  for await (const outcome of outcomes.rows) {
    if (!isErrorList) rows.push(resultRow(header, outcome));
    else if (outcome.problem && wrong.includes(outcome.problem)) {
      rows.push(errorListRow(header, { ...outcome, problem: outcome.problem }));
    }
    if (rows.length < ROWS_AT_A_TIME) continue;
    parts.push(csvRows(rows, delimiter));
    rows = [];
    await breathe();
  }
  parts.push(csvRows(rows, delimiter));
  const { name, text } = importFile(what, outcomes.fileName);
  const files = [{ name, content: parts.join('') }];
  await sendSlackFiles(edge, { slackUserId: user.slackUserId, text, files });
}
