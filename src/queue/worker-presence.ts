import type pg from 'pg';
import type { Log } from '../log.ts';

/**
 * Lets replicas know which workers are alive. A worker that is killed leaves its jobs locked, and the queue would free
 * them only hours later. So each process holds a lock in PostgreSQL for each of its workers, which goes with its
 * connection; whoever can take the lock of a worker knows that it is gone, and frees its jobs.
 */
export interface WorkerPresence {
  announce(workerIds: string[]): Promise<void>;
  /** Frees the jobs of workers that are gone. */
  freeAbandonedJobs(): Promise<void>;
  close(): Promise<void>;
}

const LOCK_KEY = `hashtextextended('fluxera/worker/' || worker_id, 0)`;
const CHECK_EVERY_MS = 30_000;

export async function createWorkerPresence(pool: pg.Pool, log: Log): Promise<WorkerPresence> {
  const alive = new Set<string>();
  let connection: pg.PoolClient | undefined = await pool.connect();
  const hold = async (workerIds: string[]) => {
    if (!connection) {
      connection = await pool.connect();
      connection.once('error', forget);
    }
    await connection.query(`SELECT pg_advisory_lock(${LOCK_KEY}) FROM unnest($1::text[]) AS worker_id`, [
      workerIds,
    ]);
  };
  /** The locks went with the connection; the next check takes them again. */
  const forget = () => {
    connection?.release(true);
    connection = undefined;
  };
  connection.once('error', forget);

  const freeAbandonedJobs = async () => {
    if (!connection) await hold([...alive]);
    const { rows } = await pool.query<{ freed: number }>(
      `WITH gone AS (
         SELECT worker_id FROM (
           SELECT DISTINCT locked_by AS worker_id FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
         ) AS holding
         WHERE pg_try_advisory_xact_lock(${LOCK_KEY})
       )
       SELECT count(*)::int AS freed, graphile_worker.force_unlock_workers(array_agg(worker_id)) FROM gone`,
    );
    const freed = rows[0]?.freed ?? 0;
    if (freed > 0) log.warn({ workers: freed }, 'freed the jobs of workers that are gone');
  };
  const timer = setInterval(() => {
    freeAbandonedJobs().catch((error) => log.error({ error }, 'could not look for abandoned jobs'));
  }, CHECK_EVERY_MS);
  timer.unref();

  return {
    announce: async (workerIds) => {
      for (const id of workerIds) alive.add(id);
      await hold(workerIds);
    },
    freeAbandonedJobs,
    close: async () => {
      clearInterval(timer);
      // Destroyed rather than returned: a connection that goes on would keep the locks.
      connection?.release(true);
    },
  };
}
