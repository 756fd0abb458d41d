import type { TestFluxera } from './fluxera.ts';

/** As if the seconds had passed that a job waits, because it failed or to gather what comes meanwhile; the workers look at once. */
export async function passPauses({ database: { pool } }: Pick<TestFluxera, 'database'>): Promise<void> {
  await pool.query(
    `WITH due AS (
       UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND run_at > now() RETURNING id
     )
     SELECT pg_notify('jobs:insert', json_build_object('r', random(), 'count', count(*))::text) FROM due HAVING count(*) > 0`,
  );
}
