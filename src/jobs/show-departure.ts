import { readDeparture } from '../departures/read-departure.ts';
import type { JobPayload } from '../deps.ts';
import { changePosted } from '../post-to-channel.ts';
import { departureCard } from '../views/departure.message.ts';
import type { JobEdge } from './edge.ts';
import { postForAdmins } from './post-for-admins.ts';

/** Posts the card of somebody who has left Slack, or changes it to what has been decided. */
export async function showDeparture(edge: JobEdge, payload: JobPayload<'show-departure'>): Promise<void> {
  const { db } = edge.deps;
  const departure = await readDeparture(db, payload);
  if (!departure) return;
  const { card, status, userId } = departure;
  if (card) {
    await changePosted(edge, card, departureCard(departure));
    return;
  }
  // Decided before anybody was told: there is nothing to tell.
  if (status !== 'OPEN') return;
  const { workspaceId, departureId: id } = payload;
  const posted = await postForAdmins(edge, { workspaceId, except: userId }, departureCard(departure));
  if (!posted) return;
  await db.slackDeparture.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { slackChannelId: posted.channel, ts: posted.ts },
  });
}
