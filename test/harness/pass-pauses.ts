import type { TestFluxera } from './fluxera.ts';

/** As if the seconds had passed after which what failed is tried again. */
export async function passPauses({ database: { pool } }: Pick<TestFluxera, 'database'>): Promise<void> {
  await pool.query(
    'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND run_at > now()',
  );
}
