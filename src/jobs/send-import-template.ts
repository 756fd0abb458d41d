import { byteOrderMark, csvRows } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { sendSlackFile } from '../slack-files.ts';
import { templateFile, templateRows } from '../views/import-files.ts';
import type { JobEdge } from './edge.ts';

/** Sends somebody the template of a bulk import. */
export async function sendImportTemplate(
  edge: JobEdge,
  { slackUserId }: JobPayload<'send-import-template'>,
): Promise<void> {
  await sendSlackFile(edge, {
    slackUserId,
    ...templateFile,
    content: byteOrderMark + csvRows(templateRows, ','),
  });
}
