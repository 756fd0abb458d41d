import type { JobPayload } from '../deps.ts';
import { trackImport } from '../imports/track-import.ts';
import { postToChannel } from '../post-to-channel.ts';
import { enqueue } from '../queue/enqueue.ts';
import { findAdmins } from '../users/find-admins.ts';
import { pausedImportMessage } from '../views/import-progress.message.ts';
import type { JobEdge } from './edge.ts';

/** Queues a message to each of those who can go on: where one cannot be sent, its next try repeats no other. */
export async function reportPausedImport(
  { deps: { db } }: Pick<JobEdge, 'deps'>,
  { workspaceId, importId }: JobPayload<'report-paused-import'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { startedById: except } = await tx.bulkImport.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id: importId } },
      select: { startedById: true },
    });
    for (const { slackUserId } of await findAdmins(tx, workspaceId, { except, inSlack: true })) {
      if (slackUserId) await enqueue(tx, 'tell-of-paused-import', { workspaceId, importId, slackUserId });
    }
  });
}

/** Tells one of them, unless somebody has gone on with it meanwhile. */
export async function tellOfPausedImport(
  edge: JobEdge,
  { workspaceId, importId, slackUserId }: JobPayload<'tell-of-paused-import'>,
): Promise<void> {
  const tracked = await trackImport(edge.deps, { workspaceId, importId }, null);
  if (tracked.status === 'PAUSED') await postToChannel(edge, slackUserId, pausedImportMessage(tracked));
}
