import type { JobName, JobPayload, Tx } from '../deps.ts';

/** Queues a job in the transaction of its cause: either both happen or neither. */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
): Promise<void> {
  await tx.$queryRaw`SELECT id FROM graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json)`;
}
