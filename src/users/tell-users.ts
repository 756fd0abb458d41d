import type { JobPayload, Tx } from '../deps.ts';
import { enqueueAll } from '../queue/enqueue.ts';

/**
 * Queues what tells people that their accounts were changed. Nobody is told of what they did themselves, but that an
 * address is to change is always said to the one that they have.
 */
export async function tellUsers(tx: Tx, notices: JobPayload<'mail-user-notice'>[]): Promise<void> {
  const byOthers = notices.filter(({ actorId, userId }) => actorId !== userId);
  const ofAddresses = notices.filter(({ changed }) => changed.includes('ADDRESS'));
  await enqueueAll(tx, 'mail-user-notice', [...new Set([...byOthers, ...ofAddresses])]);
  await enqueueAll(tx, 'post-user-notice', byOthers);
}
