import type { JobPayload } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readReport } from '../reports/read-report.ts';
import { sendSlackFiles } from '../slack-files.ts';
import type { JobEdge } from './edge.ts';
import { reportFiles } from './report-files.ts';

/** Sends somebody a report as pictures. Whoever may not see reports any more gets nothing. */
export async function sendReport(
  edge: JobEdge,
  { workspaceId, userId, weeks }: JobPayload<'send-report'>,
): Promise<void> {
  const { deps, log } = edge;
  const user = await deps.db.user.findUnique({ where: { workspaceId_id: { workspaceId, id: userId } } });
  if (!user?.slackUserId) return;
  const report = await readReport(deps, deps.db, { workspaceId, userId }, weeks).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ userId, refusal: error.code }, 'the report is not sent');
  });
  if (!report) return;
  await sendSlackFiles(edge, { slackUserId: user.slackUserId, ...(await reportFiles(report)) });
}
