import { join } from 'node:path';
import { sealKeyFrom } from './activity/activity-chain.ts';
import { type AppParts, createApp, webClient } from './app.ts';
import { ACKNOWLEDGE_WITHIN_MS } from './commands/in-time.ts';
import type { Config, SlackConfig } from './config.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { inTransaction } from './database/in-transaction.ts';
import { keptSecrets } from './database/kept-secrets.ts';
import { openDatabase } from './database/open-database.ts';
import type { Deps } from './deps.ts';
import { listen } from './http-server.ts';
import { createInFlight } from './in-flight.ts';
import { jobHandlers } from './jobs/index.ts';
import { vaultKeyFrom } from './licenses/sealed-key.ts';
import { linkKeyFrom } from './links/link-token.ts';
import type { Log } from './log.ts';
import { createOutbox } from './mail/outbox.ts';
import { reportRefused } from './mail/report-refused.ts';
import { createSendGrid } from './mail/sendgrid.ts';
import type { SendMail } from './mail/transport.ts';
import { createMetrics } from './metrics.ts';
import { idMaker } from './new-id.ts';
import { passwords } from './portal/auth.ts';
import { enqueue } from './queue/enqueue.ts';
import { startSchedule, timetable } from './queue/schedule.ts';
import { startWorker } from './queue/worker.ts';
import { withDeadline } from './with-deadline.ts';

export interface Running {
  /** Where this server listens on this machine. */
  localUrl: string;
  publicUrl: string;
  /** Lines for the person who started it. */
  notices: string[];
  /** Finishes what is under way, then closes everything. */
  stop(): Promise<void>;
}

export interface RunningConfig extends Config {
  slack: SlackConfig;
}

/** What others may take the place of. */
type Surroundings = Pick<Deps, 'now' | 'passwords'> & Pick<AppParts, 'acknowledgeWithinMs'>;

const ordinary: Surroundings = {
  now: () => new Date(),
  passwords,
  acknowledgeWithinMs: ACKNOWLEDGE_WITHIN_MS,
};

/** Called in the reverse of the order in which they were added. */
type Closers = (() => Promise<unknown>)[];

/** Work that has begun is given this long to end. */
const DRAIN_MS = 10_000;
const LATECOMERS_MS = 1_000;
/** A probe that waits longer has its answer. */
const PROBE_MS = 1_000;

/** Starts everything: the server, the database, the queue's worker. What was opened is closed again if a part fails. */
export async function startFluxera(
  config: RunningConfig,
  log: Log,
  surroundings: Partial<Surroundings> = {},
): Promise<Running> {
  const closers: Closers = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await open(config, log, { ...ordinary, ...surroundings }, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(
  config: RunningConfig,
  log: Log,
  { now, passwords, acknowledgeWithinMs }: Surroundings,
  closers: Closers,
): Promise<Omit<Running, 'stop'>> {
  // First of all: where the port is taken, nothing else has to be undone.
  const server = await listen(config.port);
  closers.push(server.close);
  const { db, pool, appSecret, notices } = await openStorage(config, closers);
  if (config.sendgrid && !config.sendgridWebhookKey) {
    log.warn(
      'SENDGRID_WEBHOOK_PUBLIC_KEY is not set: nobody hears of invitations whose mail does not arrive.',
    );
  }
  const deps: Deps = {
    db,
    now,
    newId: idMaker(Date.now),
    passwords,
    product: { name: config.productName, publicUrl: config.publicUrl ?? server.url },
    linkKey: linkKeyFrom(appSecret),
    vaultKey: vaultKeyFrom(appSecret),
    sealKey: sealKeyFrom(appSecret),
  };
  const metrics = createMetrics();
  const inFlight = createInFlight();
  // Few tries and no long wait: the queue itself tries again later, and a stop waits for the job.
  const slack = webClient(config.slack, { retryConfig: { retries: 2 }, timeout: 10_000 }, log);
  const sendMail = reportRefused(transport(config, now), { log, metrics });
  const jobs = jobHandlers({ deps, slack, log, sendMail, exportsFolder: join(config.dataDir, 'exports') });
  const worker = await startWorker(pool, jobs, { log, metrics });
  closers.push(worker.stop);
  // What was recorded just before the last stop is sealed before anything else.
  await inTransaction(db, (tx) => enqueue(tx, 'seal-activity', {}));
  closers.push(startSchedule(db, timetable, log).stop);
  const { ownerSlackUserId } = config;
  const isReady = async () => worker.isRunning() && (await answers(db));
  const app = await createApp({
    deps,
    pool,
    appSecret,
    slack: config.slack,
    ownerSlackUserId,
    trustedProxies: config.trustedProxies,
    sendgridWebhookKey: config.sendgridWebhookKey,
    log,
    metrics,
    inFlight,
    acknowledgeWithinMs,
    isReady,
  });
  server.serve(app.http);
  if (config.slack.receive.by === 'socket') {
    await app.bolt.start();
    // What came until the connection ended.
    closers.push(() => inFlight.drained(LATECOMERS_MS));
    closers.push(() => app.bolt.stop());
  }
  // Before the connection ends: an answer by Socket Mode goes the way that the request came.
  closers.push(() => inFlight.drained(DRAIN_MS));
  closers.push(async () => server.refuseNew());
  return { localUrl: server.url, publicUrl: deps.product.publicUrl, notices };
}

/** The database, embedded where no other is named, and the secret that signs and encrypts. */
async function openStorage({ databaseUrl, appSecret, dataDir }: Config, closers: Closers) {
  if (databaseUrl && appSecret) return { ...(await opened(databaseUrl, closers)), appSecret, notices: [] };
  const kept = await keptSecrets(dataDir);
  const secret = appSecret ?? kept.appSecret;
  if (databaseUrl) return { ...(await opened(databaseUrl, closers)), appSecret: secret, notices: [] };
  const embedded = await startEmbeddedPostgres(dataDir, kept.databasePassword);
  closers.push(embedded.stop);
  const notices = embedded.relocatedTo
    ? [
        `PostgreSQL will not run as root: it runs as "postgres", with its data in ${embedded.relocatedTo}.`,
        `That folder is outside of ${dataDir}: to remove everything, delete both.`,
      ]
    : [];
  return { ...(await opened(embedded.databaseUrl, closers)), appSecret: secret, notices };
}

async function opened(databaseUrl: string, closers: Closers) {
  const { db, pool, close } = await openDatabase(databaseUrl);
  closers.push(close);
  return { db, pool };
}

/** Whether the database answers, and soon. */
function answers(db: Deps['db']): Promise<boolean> {
  return withDeadline(db.$queryRaw`SELECT 1`, PROBE_MS).catch(() => false);
}

/** SendGrid where a key is set; else mails are kept as files, for the sandbox to show. */
function transport(
  { sendgrid, sendgridWebhookKey, mailFrom, productName, dataDir }: Config,
  now: () => Date,
): SendMail {
  const from = { email: mailFrom, name: productName };
  return sendgrid
    ? createSendGrid({ ...sendgrid, from, followOpens: sendgridWebhookKey !== undefined })
    : createOutbox({ folder: join(dataDir, 'outbox'), from, now });
}
