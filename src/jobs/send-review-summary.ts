import { byteOrderMark, csvRows } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readSummary } from '../reviews/read-summary.ts';
import { sendSlackFiles } from '../slack-files.ts';
import { summaryFile, summaryHeader, summaryRow } from '../views/review-summary.ts';
import type { JobEdge } from './edge.ts';

/** Sends somebody a signed-off review as a file. Whoever may not manage people any more gets nothing. */
export async function sendReviewSummary(
  edge: JobEdge,
  { workspaceId, reviewId, userId }: JobPayload<'send-review-summary'>,
): Promise<void> {
  const { db } = edge.deps;
  const user = await db.user.findUnique({ where: { workspaceId_id: { workspaceId, id: userId } } });
  if (!user?.slackUserId) return;
  const summary = await readSummary(db, { workspaceId, userId }, reviewId).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    edge.log.warn({ reviewId, refusal: error.code }, 'the summary of the review is not sent');
  });
  if (!summary) return;
  const content = byteOrderMark + csvRows([summaryHeader, ...summary.rows.map(summaryRow)], ',');
  const { name, text } = summaryFile(summary);
  await sendSlackFiles(edge, { slackUserId: user.slackUserId, text, files: [{ name, content }] });
}
