import { byteOrderMark, csvRows } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { sendSlackFiles } from '../slack-files.ts';
import { readThingErrors } from '../thing-imports/read-thing-errors.ts';
import { thingErrorFile, thingErrorRows } from '../views/thing-import-words.ts';
import type { JobEdge } from './edge.ts';

/** Sends somebody the rows of their file that add nothing. Whoever may not add things any more gets nothing. */
export async function sendThingErrors(
  edge: JobEdge,
  { workspaceId, importId, userId }: JobPayload<'send-thing-errors'>,
): Promise<void> {
  const { deps, log } = edge;
  const user = await deps.db.user.findUnique({ where: { workspaceId_id: { workspaceId, id: userId } } });
  if (!user?.slackUserId) return;
  const errors = await readThingErrors(deps, { workspaceId, userId }, importId).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ importId, refusal: error.code }, 'the error list of the import is not sent');
  });
  if (!errors) return;
  const { name, text } = thingErrorFile(errors);
  const content = byteOrderMark + csvRows(thingErrorRows(errors), errors.delimiter);
  await sendSlackFiles(edge, { slackUserId: user.slackUserId, text, files: [{ name, content }] });
}
