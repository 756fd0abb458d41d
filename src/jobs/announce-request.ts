import type { Deps, JobPayload, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { findAdmins } from '../users/find-admins.ts';

/** The Owner, and so many others. */
const DECIDERS_TOLD = 5;

/** Queues the card for the channel that hears of requests; where there is none, for people who can decide. */
export async function announceRequest(
  { deps: { db } }: { deps: Pick<Deps, 'db'> },
  { workspaceId, requestId }: JobPayload<'announce-request'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const channel = await tx.notificationChannel.findUnique({
      where: { workspaceId_event: { workspaceId, event: 'REQUESTS' } },
    });
    if (!channel) return tellDeciders(tx, { workspaceId, requestId });
    const place = channel.slackChannelId;
    await enqueue(tx, 'post-request-card', { workspaceId, requestId, place, isChannel: true });
  });
}

/** A card to each by a job of its own: where one cannot be sent, its next try repeats no other. */
export async function tellDeciders(
  tx: Tx,
  { workspaceId, requestId }: JobPayload<'announce-request'>,
): Promise<void> {
  for (const { slackUserId } of await findAdmins(tx, workspaceId, { atMost: DECIDERS_TOLD, inSlack: true })) {
    if (!slackUserId) continue;
    await enqueue(tx, 'post-request-card', { workspaceId, requestId, place: slackUserId, isChannel: false });
  }
}
