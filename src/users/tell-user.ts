import type { JobPayload, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';

/**
 * Queues what tells somebody that their account was changed. Nobody is told of what they did themselves, but that an
 * address is to change is always said to the one that they have.
 */
export async function tellUser(tx: Tx, notice: JobPayload<'mail-user-notice'>): Promise<void> {
  const isOwnDoing = notice.actorId === notice.userId;
  if (!isOwnDoing || notice.changed.includes('ADDRESS')) await enqueue(tx, 'mail-user-notice', notice);
  if (!isOwnDoing) await enqueue(tx, 'post-user-notice', notice);
}
