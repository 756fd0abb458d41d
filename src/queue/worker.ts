import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { type JobName, type JobPayload, jobPayloads } from '../deps.ts';
import { type Log, withoutSecrets } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { withDeadline } from '../with-deadline.ts';
import { createWorkerLease, type LeaseTimes, leaseTimes, type WorkerLease } from './worker-lease.ts';

export interface Worker {
  /** Whether it still takes jobs. */
  isRunning(): boolean;
  /** Takes no new jobs and waits for those under way. */
  stop(): Promise<void>;
}

/** What does each job. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> };

/** Runs queued jobs, each at least once; one that fails is tried again later, with growing pauses. */
export async function startWorker(
  pool: pg.Pool,
  handlers: JobHandlers,
  { log, metrics, lease: times = leaseTimes }: { log: Log; metrics: Metrics; lease?: LeaseTimes },
): Promise<Worker> {
  const lease = createWorkerLease(pool, log, times);
  const tasks = taskList(handlers, log, metrics);
  const stopping = new AbortController();
  let current: Runs | undefined = await begin(pool, tasks, lease, log);
  const supervised = supervise();

  // Where the database goes away at the wrong moment, the worker ends by itself, and would never come back.
  async function supervise() {
    while (!stopping.signal.aborted) {
      await current?.ended;
      current = undefined;
      if (stopping.signal.aborted) return;
      log.warn('the worker ended, and begins again');
      await pause(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      current = await begin(pool, tasks, lease, log).catch((error) => {
        log.warn({ error }, 'the worker could not begin again');
        return undefined;
      });
    }
  }

  return {
    isRunning: () => current !== undefined,
    stop: async () => {
      stopping.abort();
      if (current) {
        const { runner, ended } = current;
        // One that has just ended by itself cannot be stopped.
        await withDeadline(
          runner.stop().catch(() => ended),
          STOP_MS,
        );
      }
      await supervised;
      await lease.close();
    },
  };
}

interface Runs {
  runner: Runner;
  /** For whatever reason. */
  ended: Promise<void>;
}

async function begin(pool: pg.Pool, tasks: TaskList, lease: WorkerLease, log: Log): Promise<Runs> {
  const events: WorkerEvents = new EventEmitter();
  const created = once(events, 'pool:create');
  const runner: Runner = await run({
    pgPool: pool,
    events,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: workerLogger(log),
    taskList: tasks,
    // In batches, even of one, the outcome of a job is written with tries: without, a connection that breaks at that
    // moment is an error that nobody can catch.
    preset: { worker: { concurrentJobs: 10, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const [{ workerPool }] = await created;
  await lease.hold(workerPool.id);
  const ended = runner.promise.catch((error) => log.warn({ error }, 'the worker failed'));
  return { runner, ended };
}

const RESTART_MS = 1_000;
/** A job that takes longer goes on at another worker, when the lease of this one is gone. */
const STOP_MS = 10_000;

function taskList(handlers: JobHandlers, log: Log, metrics: Metrics): TaskList {
  const tasks: TaskList = {};
  for (const name of jobNames()) {
    // The payload is parsed by the schema of the same name; the compiler cannot tie the two together in a loop.
    const handle = handlers[name] as (payload: unknown) => Promise<void>;
    tasks[name] = async (payload, { job }) => {
      const stopTimer = metrics.jobs.startTimer({ job: name });
      try {
        await handle(jobPayloads[name].parse(payload));
        log.info(
          { job: name, id: job.id, ms: Math.round(stopTimer({ outcome: 'done' }) * 1000) },
          'job done',
        );
      } catch (error) {
        stopTimer({ outcome: 'failed' });
        log.error({ job: name, id: job.id, attempt: job.attempts, error }, 'job failed');
        throw error;
      }
    };
  }
  return tasks;
}

function jobNames(): JobName[] {
  return Object.keys(jobPayloads).filter((name): name is JobName => name in jobPayloads);
}

/** The worker's own words: failures are logged above with their reasons, so the rest is for debugging. */
function workerLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.debug(withoutSecrets(message));
    else log.trace(withoutSecrets(message));
  });
}
