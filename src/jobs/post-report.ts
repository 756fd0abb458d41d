import type { JobPayload } from '../deps.ts';
import { readWeeklyReport } from '../reports/read-report.ts';
import { USUAL_LENGTH } from '../reports/report-period.ts';
import { postFilesToChannel } from '../slack-files.ts';
import type { JobEdge } from './edge.ts';
import { inNotificationChannel } from './post-to-notification-channel.ts';
import { reportFiles } from './report-files.ts';

/** Posts the report of the weeks before a Monday to the channel that gets it. */
export async function postReport(
  edge: JobEdge,
  { workspaceId, monday }: JobPayload<'post-report'>,
): Promise<void> {
  const { deps } = edge;
  await inNotificationChannel(edge, { workspaceId, event: 'REPORT' }, async (channel) => {
    const asked = { workspaceId, monday: new Date(monday), length: USUAL_LENGTH };
    const report = await readWeeklyReport(deps, deps.db, asked);
    return postFilesToChannel(edge, channel, await reportFiles(report));
  });
}
