import { EventEmitter, once } from 'node:events';
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { type JobName, type JobPayload, jobPayloads } from '../deps.ts';
import { type Log, withoutSecrets } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { withDeadline } from '../with-deadline.ts';
import { createWorkerLease, type LeaseTimes, leaseTimes } from './worker-lease.ts';

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
  let running = true;
  const lease = createWorkerLease(pool, log, times);
  const events: WorkerEvents = new EventEmitter();
  const created = once(events, 'pool:create');
  const runner: Runner = await run({
    pgPool: pool,
    events,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: workerLogger(log),
    taskList: taskList(handlers, log, metrics),
    // In batches, even of one, the outcome of a job is written with tries: without, a connection that breaks at that
    // moment is an error that nobody can catch.
    preset: { worker: { concurrentJobs: 10, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const [{ workerPool }] = await created;
  await lease.hold(workerPool.id);
  const ended = runner.promise.finally(() => {
    running = false;
  });
  ended.catch((error) => log.error({ error }, 'the worker ended'));
  return {
    isRunning: () => running,
    stop: async () => {
      await (running ? withDeadline(runner.stop(), STOP_MS) : ended);
      await lease.close();
    },
  };
}

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
