import { byteOrderMark, csvRows } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { sendSlackFiles } from '../slack-files.ts';
import { templateFile, templateRows } from '../views/import-files.ts';
import type { JobEdge } from './edge.ts';

/** Sends somebody the template of a bulk import. */
export async function sendImportTemplate(
  edge: JobEdge,
  { slackUserId }: JobPayload<'send-import-template'>,
): Promise<void> {
  const { name, text } = templateFile;
  const content = byteOrderMark + csvRows(templateRows, ',');
  await sendSlackFiles(edge, { slackUserId, text, files: [{ name, content }] });
}
