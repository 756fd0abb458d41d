import type { JobName } from '../../src/deps.ts';
import type { TestDatabase } from './database.ts';
import { until } from './until.ts';

/** Waits until none of these jobs is queued or under way, so that what they write about can be taken away. */
export function noJobs({ pool }: TestDatabase, ...names: JobName[]): Promise<unknown> {
  return until(`no job is left of ${names.join(' and ')}`, async () => {
    const { rowCount } = await pool.query(
      `SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = ANY($1) LIMIT 1`,
      [names],
    );
    return rowCount === 0;
  });
}
