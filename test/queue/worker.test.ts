import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { jobPayloads } from '../../src/deps.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { enqueue } from '../../src/queue/enqueue.ts';
import { type JobHandlers, startWorker, type Worker } from '../../src/queue/worker.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { startDatabaseProxy } from '../harness/database-proxy.ts';
import { until } from '../harness/until.ts';

const identityId = '0198c0de-0000-7000-8000-000000000001';

let database: TestDatabase;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await database.pool.query('DELETE FROM graphile_worker._private_jobs');
});
afterAll(() => database.close());

/** A worker whose every job does the same. */
async function worker(pool: pg.Pool, job: () => Promise<void>): Promise<Worker> {
  const handlers: JobHandlers = Object.assign(
    Object.create(null),
    Object.fromEntries(Object.keys(jobPayloads).map((name) => [name, job])),
  );
  const started = await startWorker(pool, handlers, {
    log: createLog('silent'),
    metrics: createMetrics(),
    lease: { leaseMs: 2_000, beatMs: 600 },
  });
  closers.push(started.stop);
  return started;
}

const queueOne = () =>
  database.db.$transaction((tx) => enqueue(tx, 'mail-password-link', { identityId, because: 'FORGOTTEN' }));

async function jobsLeft(): Promise<number> {
  const { rows } = await database.pool.query(
    'SELECT count(*)::int AS left FROM graphile_worker._private_jobs',
  );
  return rows[0].left;
}

/** A job that is under way until it is told to end. */
function slowJob() {
  let runs = 0;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    run: () => {
      runs++;
      return ended;
    },
    runs: () => runs,
    end: () => end(),
  };
}

test('a job that takes long is run once, although other replicas start and look for abandoned jobs meanwhile', async () => {
  const job = slowJob();
  await worker(database.pool, job.run);
  await queueOne();
  await until('the job is under way', () => job.runs() === 1);
  await worker(database.pool, job.run);
  // Long enough for both to free what they believe to be abandoned.
  await leaseOf('other replica has looked', 4_000);
  expect(job.runs()).toBe(1);
  job.end();
  await until('the job is done', async () => (await jobsLeft()) === 0);
}, 30_000);

/** Waits until PostgreSQL's clock has gone on by that much. */
async function leaseOf(what: string, ms: number) {
  const { rows } = await database.pool.query('SELECT now() AS start');
  await until(
    what,
    async () => {
      const later = await database.pool.query('SELECT now() AS time');
      return later.rows[0].time - rows[0].start > ms;
    },
    ms + 5_000,
  );
}

test('a job whose worker was cut off is run again by another, and goes through', async () => {
  const proxy = await startDatabaseProxy(database.url);
  const cutOff = new pg.Pool({ connectionString: proxy.url });
  cutOff.on('error', () => {});
  cutOff.on('connect', (connection) => connection.on('error', () => {}));
  closers.push(async () => {
    await cutOff.end();
    await proxy.close();
  });
  const job = slowJob();
  await worker(cutOff, job.run);
  await queueOne();
  await until('the job is under way', () => job.runs() === 1);
  proxy.cut();
  let again = 0;
  await worker(database.pool, async () => {
    again++;
  });
  await until('the other has run it', () => again === 1, 30_000);
  await until('it is done', async () => (await jobsLeft()) === 0);
  proxy.mend();
  job.end();
}, 60_000);
