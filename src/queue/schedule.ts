import cron, { type RunCoordinator } from 'node-cron';
import type { Deps, JobName, JobPayload } from '../deps.ts';
import { reportFault } from '../faults.ts';
import type { Log } from '../log.ts';
import { enqueue } from './enqueue.ts';

/** The jobs that nobody asks for: when each is due, as a cron expression in UTC. */
export type Timetable = Partial<Record<ScheduledJob, string>>;

/** Jobs without a payload. */
type ScheduledJob = {
  [Name in JobName]: Record<string, never> extends JobPayload<Name> ? Name : never;
}[JobName];

export const timetable: Timetable = {
  'expire-invitations': '*/5 * * * *',
  'remind-invitees': '*/15 * * * *',
  'lapse-ownership-offers': '*/15 * * * *',
  'end-access': '*/5 * * * *',
  'remind-of-access-ends': '*/15 * * * *',
  // As often as there is a time zone where it is nine.
  'post-digests': '*/15 * * * *',
  'post-reports': '*/15 * * * *',
  // As often as there is a time zone where it is morning.
  'remind-of-reviews': '7 * * * *',
  'remind-of-licenses': '20 7 * * *',
  // Just before months end, in most time zones.
  'count-seats': '58 * * * *',
  'forget-imports': '30 3 * * *',
  'seal-activity': '* * * * *',
};

/** Long enough for the clocks of replicas to differ. */
const FIRINGS_KEPT_HOURS = 24;

/** Queues each job when it is due. Of several replicas, one queues it. */
export function startSchedule(
  db: Deps['db'],
  due: Timetable,
  log: Log,
): {
  stop(): Promise<void>;
} {
  const tasks = scheduledJobs(due).map(([name, expression]) =>
    cron.schedule(
      expression,
      () =>
        db
          .$transaction((tx) => enqueue(tx, name, {}))
          .catch((error) => void reportFault(log, error, { job: name })),
      {
        name,
        timezone: 'UTC',
        distributed: true,
        runCoordinator: coordinator(db),
        unref: true,
        logger: {
          info: ignore,
          debug: ignore,
          warn: ignore,
          error: (error) => log.warn({ error }, 'schedule'),
        },
      },
    ),
  );
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
    },
  };
}

function scheduledJobs(due: Timetable): [ScheduledJob, string][] {
  // Object.entries forgets the type of the keys.
  return Object.entries(due) as [ScheduledJob, string][];
}

const ignore = () => {};

/** The first to write that a job was due at a time may queue it. */
function coordinator(db: Deps['db']): RunCoordinator {
  return {
    shouldRun: async (key) => {
      const won = await db.$executeRaw`
        WITH forgotten AS (
          DELETE FROM schedule_firing WHERE fired_at < now() - make_interval(hours => ${FIRINGS_KEPT_HOURS}::int)
        )
        INSERT INTO schedule_firing (key) VALUES (${key}) ON CONFLICT DO NOTHING`;
      return won > 0;
    },
  };
}
