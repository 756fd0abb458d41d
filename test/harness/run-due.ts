import { z } from 'zod';
import type { JobName } from '../../src/deps.ts';
import type { TestFluxera } from './fluxera.ts';
import { until } from './until.ts';

/** What the schedule does when a job is due, and what follows from it: waits until nothing of that is left to do. */
export async function runDue({ database: { pool } }: TestFluxera, due: JobName, ...following: JobName[]) {
  await pool.query('SELECT graphile_worker.add_job($1::text, $2::json)', [due, '{}']);
  await until(`${due} is done`, async () => {
    const { rows } = await pool.query(
      'SELECT count(*)::int AS open FROM graphile_worker.jobs WHERE task_identifier = ANY($1::text[])',
      [[due, ...following]],
    );
    return z.array(z.object({ open: z.number() })).parse(rows)[0]?.open === 0;
  });
}
