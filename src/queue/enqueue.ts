import type { JobName, JobPayload, Tx } from '../deps.ts';

interface JobOptions {
  /** Jobs of one queue run one after the other. */
  queue?: string;
  /** Of several jobs with one key that wait, there is only the first. */
  key?: string;
  waitMs?: number;
}

/** Queues a job in the transaction of its cause: either both happen or neither. */
export function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  options?: JobOptions,
): Promise<void> {
  return enqueueAll(tx, name, [payload], options);
}

/** The same for several jobs, in one statement. */
export async function enqueueAll<Name extends JobName>(
  tx: Tx,
  name: Name,
  payloads: JobPayload<Name>[],
  { queue, key, waitMs = 0 }: JobOptions = {},
): Promise<void> {
  if (payloads.length === 0) return;
  await tx.$queryRaw`
    SELECT count(*) FROM graphile_worker.add_jobs((
      SELECT array_agg((${name}, payload, ${queue}, now() + make_interval(secs => ${waitMs / 1000}::float8), NULL, ${key}, NULL, NULL)::graphile_worker.job_spec)
      FROM json_array_elements(${JSON.stringify(payloads)}::json) AS payload), true)`;
}
