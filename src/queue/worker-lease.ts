import type pg from 'pg';
import type { Log } from '../log.ts';

export interface LeaseTimes {
  /** How long a pool of workers counts as alive after it was last heard of. */
  leaseMs: number;
  /** How often it says so. */
  beatMs: number;
}

export const leaseTimes: LeaseTimes = { leaseMs: 10_000, beatMs: 3_000 };

export interface WorkerLease {
  /** Says that this pool is alive, from now on until `close`. */
  hold(workerPoolId: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Lets replicas know which pools of workers are alive. One that is killed leaves its jobs locked, and the queue would
 * free them only hours later. So each pool renews a lease in PostgreSQL, by PostgreSQL's clock; the jobs of a pool whose
 * lease has ended are freed by whoever has held its own without a gap for as long: after an outage of the database,
 * everybody gets the time to renew first.
 */
export function createWorkerLease(pool: pg.Pool, log: Log, { leaseMs, beatMs }: LeaseTimes): WorkerLease {
  let held: { id: string; since: number; renewed: number } | undefined;
  let beating: Promise<void> = Promise.resolve();

  const renew = async (id: string) => {
    await pool.query(
      `INSERT INTO worker_lease (id, ends_at) VALUES ($1, now() + make_interval(secs => $2))
       ON CONFLICT (id) DO UPDATE SET ends_at = excluded.ends_at`,
      [id, leaseMs / 1000],
    );
    const now = performance.now();
    const lapsed = !held || now - held.renewed > leaseMs;
    held = { id, since: lapsed ? now : (held?.since ?? now), renewed: now };
  };

  const beat = async () => {
    if (!held) return;
    await renew(held.id);
    if (performance.now() - held.since > leaseMs) await freeAbandonedJobs(pool, log, leaseMs);
  };
  const timer = setInterval(() => {
    beating = beating
      .then(beat)
      .catch((error) => log.warn({ error }, 'the lease of the workers was not renewed'));
  }, beatMs);
  timer.unref();

  return {
    hold: renew,
    close: async () => {
      clearInterval(timer);
      await beating;
      if (held) await pool.query('DELETE FROM worker_lease WHERE id = $1', [held.id]);
    },
  };
}

/** A job that was locked just now may belong to a pool that has not said yet that it is alive. */
async function freeAbandonedJobs(pool: pg.Pool, log: Log, leaseMs: number): Promise<void> {
  const { rows } = await pool.query<{ pools: number }>(
    `WITH ended AS (
       DELETE FROM worker_lease WHERE ends_at < now() - interval '1 hour'
     ), gone AS (
       SELECT job.locked_by AS id
       FROM graphile_worker._private_jobs AS job LEFT JOIN worker_lease AS lease ON lease.id = job.locked_by
       WHERE job.locked_by IS NOT NULL
         AND job.locked_at < now() - make_interval(secs => $1)
         AND coalesce(lease.ends_at < now(), true)
       GROUP BY job.locked_by
     )
     SELECT count(*)::int AS pools, graphile_worker.force_unlock_workers(array_agg(id)) FROM gone`,
    [leaseMs / 1000],
  );
  const pools = rows[0]?.pools ?? 0;
  if (pools > 0) log.warn({ pools }, 'freed the jobs of workers that are gone');
}
