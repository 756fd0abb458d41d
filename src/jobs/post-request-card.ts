import type { JobPayload } from '../deps.ts';
import { postToChannel } from '../post-to-channel.ts';
import { findRequest } from '../requests/read-request.ts';
import { requestCard } from '../views/request-card.message.ts';
import { tellDeciders } from './announce-request.ts';
import type { JobEdge } from './edge.ts';
import { updateRequestCards } from './update-request-cards.ts';

/** Posts a request where it is decided, and remembers the message, which says later how that went. */
export async function postRequestCard(
  edge: JobEdge,
  payload: JobPayload<'post-request-card'>,
): Promise<void> {
  const { db } = edge.deps;
  const { workspaceId, requestId, place, isChannel } = payload;
  const id = { workspaceId, id: requestId };
  const request = await findRequest(db, id);
  if (request?.status !== 'PENDING') return;
  const posted = await postToChannel(edge, place, requestCard(request));
  if (!posted) {
    // Nobody would ever decide.
    if (isChannel) await db.$transaction((tx) => tellDeciders(tx, payload));
    return;
  }
  const { channel: slackChannelId, ts } = posted;
  await db.requestCard.create({ data: { workspaceId, requestId, slackChannelId, ts } });
  // Somebody may have decided before the card was known to those who change all cards.
  if ((await findRequest(db, id))?.status !== 'PENDING') await updateRequestCards(edge, payload);
}
