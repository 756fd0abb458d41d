import type { JobName, JobPayload, Tx } from '../deps.ts';

/** Queues a job in the transaction of its cause: either both happen or neither. */
export function enqueue<Name extends JobName>(tx: Tx, name: Name, payload: JobPayload<Name>): Promise<void> {
  return enqueueAll(tx, name, [payload]);
}

/** The same for several jobs, in one statement. */
export async function enqueueAll<Name extends JobName>(
  tx: Tx,
  name: Name,
  payloads: JobPayload<Name>[],
): Promise<void> {
  if (payloads.length === 0) return;
  await tx.$queryRaw`
    SELECT count(graphile_worker.add_job(${name}, payload::json))
    FROM jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) AS payload`;
}
