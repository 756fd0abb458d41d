import type { JobPayload, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';

/** Queues what makes the card of a departure say how it stands; one after the other, so that there is one card. */
export async function showDeparture(tx: Tx, departure: JobPayload<'show-departure'>): Promise<void> {
  await enqueue(tx, 'show-departure', departure, { queue: `departure:${departure.departureId}` });
}
