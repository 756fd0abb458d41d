import { byteOrderMark, csvRows } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { sendSlackFiles } from '../slack-files.ts';
import { templates } from '../views/import-files.ts';
import type { JobEdge } from './edge.ts';

/** Sends somebody the template of an import. */
export async function sendImportTemplate(
  edge: JobEdge,
  { slackUserId, of }: JobPayload<'send-import-template'>,
): Promise<void> {
  const { name, text, rows } = templates[of];
  const content = byteOrderMark + csvRows(rows, ',');
  await sendSlackFiles(edge, { slackUserId, text, files: [{ name, content }] });
}
