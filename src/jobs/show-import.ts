import type { JobPayload } from '../deps.ts';
import { trackImport } from '../imports/track-import.ts';
import { changePosted, postToChannel } from '../post-to-channel.ts';
import { importProgressMessage } from '../views/import-progress.message.ts';
import type { JobEdge } from './edge.ts';

/** Posts how far an import is to whoever started it, or changes the message that says so. */
export async function showImport(
  edge: JobEdge,
  { workspaceId, importId }: JobPayload<'show-import'>,
): Promise<void> {
  const { db, now } = edge.deps;
  const tracked = await trackImport(edge.deps, { workspaceId, importId }, null);
  const message = importProgressMessage(tracked, now());
  const { slackChannelId, messageTs, sentBySlackUserId } = tracked;
  if (slackChannelId && messageTs) {
    await changePosted(edge, { channel: slackChannelId, ts: messageTs }, message);
  } else if (sentBySlackUserId) {
    const posted = await postToChannel(edge, sentBySlackUserId, message);
    if (!posted) return;
    const place = { slackChannelId: posted.channel, messageTs: posted.ts };
    await db.bulkImport.update({ where: { workspaceId_id: { workspaceId, id: importId } }, data: place });
  }
}
