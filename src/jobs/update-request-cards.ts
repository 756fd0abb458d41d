import type { JobPayload } from '../deps.ts';
import { changePosted } from '../post-to-channel.ts';
import { findRequest } from '../requests/read-request.ts';
import { requestCard } from '../views/request-card.message.ts';
import type { JobEdge } from './edge.ts';

/** Shows on every card of a request how it was decided. Done twice, it does the same. */
export async function updateRequestCards(
  edge: JobEdge,
  { workspaceId, requestId }: JobPayload<'update-request-cards'>,
): Promise<void> {
  const { db } = edge.deps;
  const request = await findRequest(db, { workspaceId, id: requestId });
  if (!request) return;
  const cards = await db.requestCard.findMany({ where: { workspaceId, requestId } });
  for (const { slackChannelId, ts } of cards) {
    await changePosted(edge, { channel: slackChannelId, ts }, requestCard(request));
  }
}
