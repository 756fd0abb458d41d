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
    SELECT count(graphile_worker.add_job(
      ${name}, payload::json, queue_name => ${queue}::text, job_key => ${key}::text,
      run_at => now() + make_interval(secs => ${waitMs / 1000}::float8), job_key_mode => 'preserve_run_at'))
    FROM jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) AS payload`;
}
