import { csvFile } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readOutcomes } from '../imports/read-outcomes.ts';
import { errorProblems } from '../imports/review-import.ts';
import { sendSlackFile } from '../slack-files.ts';
import { errorListHeader, errorListRow, importFile, resultHeader, resultRow } from '../views/import-files.ts';
import type { JobEdge } from './edge.ts';

/**
 * Sends somebody the rows of an import with what is wrong with them, or with what became of them. Whoever may not invite
 * any more gets nothing.
 */
export async function sendImportFile(
  { deps, slack, log }: JobEdge,
  { workspaceId, importId, userId, what }: JobPayload<'send-import-file'>,
): Promise<void> {
  const actor = { workspaceId, userId };
  const user = await deps.db.user.findUnique({ where: { workspaceId_id: { workspaceId, id: userId } } });
  if (!user?.slackUserId) return;
  const outcomes = await readOutcomes(deps, actor, { workspaceId, importId }).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ importId, refusal: error.code }, 'the file of the import is not sent');
  });
  if (!outcomes) return;
  const isErrorList = what === 'ERRORS';
  const wrong = errorProblems(outcomes.skipKnown);
  const rows = [isErrorList ? errorListHeader(outcomes.header) : resultHeader(outcomes.header)];
  for await (const outcome of outcomes.rows) {
    if (!isErrorList) rows.push(resultRow(outcomes.header, outcome));
    else if (outcome.problem && wrong.includes(outcome.problem)) {
      rows.push(errorListRow(outcomes.header, { ...outcome, problem: outcome.problem }));
    }
  }
  const file = importFile(what, outcomes.fileName);
  await sendSlackFile(slack, { slackUserId: user.slackUserId, ...file, content: csvFile(rows) });
}
