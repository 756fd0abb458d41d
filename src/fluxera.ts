import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { createApp, webClient } from './app.ts';
import type { Config, SlackConfig } from './config.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { keptSecrets } from './database/kept-secrets.ts';
import { openDatabase } from './database/open-database.ts';
import type { Deps } from './deps.ts';
import { StartupError } from './errors.ts';
import { createInFlight } from './in-flight.ts';
import { jobHandlers } from './jobs/index.ts';
import { linkKeyFrom } from './links/link-token.ts';
import type { Log } from './log.ts';
import { createOutbox } from './mail/outbox.ts';
import { createSendGrid } from './mail/sendgrid.ts';
import type { SendMail } from './mail/transport.ts';
import { createMetrics } from './metrics.ts';
import { passwords } from './portal/auth.ts';
import { startWorker } from './queue/worker.ts';

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

/** Work that has begun is given this long to end. */
const DRAIN_MS = 10_000;

/** Starts everything: the server, the database, the queue's worker. What was opened is closed again if a part fails. */
export async function startFluxera(
  config: RunningConfig,
  log: Log,
  now: () => Date = () => new Date(),
): Promise<Running> {
  const closers: (() => Promise<void>)[] = [];
  const notices: string[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const server = await listen(config.port);
    closers.push(() => closeServer(server));
    const localUrl = `http://localhost:${portOf(server)}`;
    const secrets = config.databaseUrl && config.appSecret ? undefined : await keptSecrets(config.dataDir);
    const appSecret = config.appSecret ?? secrets?.appSecret;
    if (!appSecret) throw new StartupError('APP_SECRET is missing.');
    let databaseUrl = config.databaseUrl;
    if (!databaseUrl) {
      const embedded = await startEmbeddedPostgres(config.dataDir, secrets?.databasePassword ?? '');
      closers.push(embedded.stop);
      databaseUrl = embedded.databaseUrl;
      if (embedded.relocatedTo) {
        notices.push(
          `PostgreSQL will not run as root: it runs as "postgres", with its data in ${embedded.relocatedTo}.`,
        );
      }
    }
    const { db, pool, close } = await openDatabase(databaseUrl);
    closers.push(close);
    const deps: Deps = {
      db,
      now,
      newId: uuidv7,
      passwords,
      product: { name: config.productName, publicUrl: config.publicUrl ?? localUrl },
      linkKey: linkKeyFrom(appSecret),
    };
    const metrics = createMetrics();
    const inFlight = createInFlight();
    const slack = webClient(config.slack, {}, log);
    const worker = await startWorker(
      pool,
      jobHandlers({ deps, slack, log, sendMail: transport(config, now) }),
      { log, metrics },
    );
    closers.push(worker.stop);
    const isReady = async () =>
      worker.isRunning() &&
      (await db.$queryRaw`SELECT 1`.then(
        () => true,
        () => false,
      ));
    const app = await createApp({
      deps,
      pool,
      appSecret,
      slack: config.slack,
      ownerSlackUserId: config.ownerSlackUserId,
      log,
      metrics,
      inFlight,
      isReady,
    });
    server.removeAllListeners('request');
    server.on('request', app.http);
    if (config.slack.receive.by === 'socket') {
      await app.bolt.start();
      closers.push(async () => {
        await app.bolt.stop();
      });
    }
    closers.push(async () => {
      server.close();
      await inFlight.drained(DRAIN_MS);
    });
    return { localUrl, publicUrl: deps.product.publicUrl, notices, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** SendGrid where a key is set; else mails are kept as files, for the sandbox to show. */
function transport({ sendgrid, mailFrom, productName, dataDir }: Config, now: () => Date): SendMail {
  const from = { email: mailFrom, name: productName };
  return sendgrid
    ? createSendGrid({ ...sendgrid, from })
    : createOutbox({ folder: join(dataDir, 'outbox'), from, now });
}

/** Takes the port first of all: if it is taken, nothing else has to be undone. Answers 503 until there is more. */
function listen(port: number): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '2' }).end('starting\n');
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const sentence = taken
        ? `Port ${port} is taken: stop the program that uses it, or set PORT to another.`
        : `This server cannot listen on port ${port} (${error.code}): set PORT to another.`;
      reject(new StartupError(sentence, { cause: error }));
    });
    server.listen(port, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
