import type { JobPayload, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';

/** Queues what one of the two hears of an offer of the ownership: by mail and in Slack, each by a job. */
export async function tellOfOwnership(tx: Tx, notice: JobPayload<'mail-ownership-notice'>): Promise<void> {
  await enqueue(tx, 'mail-ownership-notice', notice);
  await enqueue(tx, 'post-ownership-notice', notice);
}
