import type { JobPayload, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';

/** Queues what makes the card of a departure say how it stands; one after the other, so that there is one card. */
export async function showDeparture(tx: Tx, departure: JobPayload<'show-departure'>): Promise<void> {
  await enqueue(tx, 'show-departure', departure, { queue: `departure:${departure.departureId}` });
}

/** The same for somebody who has left Slack, where that is still to be decided: what they may do has changed. */
export async function showOpenDeparture(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<void> {
  const open = await tx.slackDeparture.findFirst({
    where: { workspaceId, userId, status: 'OPEN' },
    select: { id: true },
  });
  if (open) await showDeparture(tx, { workspaceId, departureId: open.id });
}
