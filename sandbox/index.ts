import { createServer, type Server } from 'node:http';
import express from 'express';
import { privateFiles } from './api/private-files.ts';
import { responseUrlEndpoint } from './api/response-url.ts';
import { uploadUrlEndpoint } from './api/upload-url.ts';
import { webApi } from './api/web-api.ts';
import { setUpCast } from './cast.ts';
import { createChanges } from './changes.ts';
import { createFaults } from './faults.ts';
import { openFiles } from './files.ts';
import { createLater } from './later.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { createManifestRules } from './manifest-rules/validate-manifest.ts';
import { createModals } from './modals.ts';
import { createOAuthCodes } from './oauth-codes.ts';
import { openOutbox } from './outbox.ts';
import { assets } from './page/assets.ts';
import { authorizePage } from './page/authorize.ts';
import { createLive } from './page/live.ts';
import { pageApi } from './page/page-api.ts';
import { permalinks } from './page/permalinks.ts';
import { createRateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-urls.ts';
import { type Script, scriptFor } from './script.ts';
import { loadSecrets } from './secrets.ts';
import type { CastProgress } from './shared/snapshot.ts';
import { createSockets } from './socket/sockets.ts';
import { openStore } from './state.ts';
import { createTraffic } from './traffic.ts';
import { createTriggers } from './triggers.ts';
import type { World } from './world.ts';

export interface SandboxOptions {
  /** Port of the sandbox's page and Web API; 0 takes a free one. */
  port: number;
  /** Folder for what the sandbox remembers between two starts; absent: nothing is kept. */
  dataDir?: string;
  /** Where the bot listens, asked at each delivery: the bot may start after the sandbox. */
  botUrl: () => string;
  /** How requests reach the bot; by `http` where absent. By `socket`, the bot opens the connection. */
  delivery?: 'http' | 'socket';
  /** What the app asks for, where it is not what manifest.yml says. */
  manifest?: Partial<Manifest>;
  /** Folder of the mails that were not handed to SendGrid, one JSON file each (see sandbox/outbox.ts). */
  outboxDir: string;
  /** Milliseconds in which the bot has to acknowledge; Slack's 3000 where absent. */
  acknowledgeWithin?: number;
  /** Whether Slack lets through about one message a second and channel only; any number where absent. */
  rateLimits?: boolean;
  /** Milliseconds before each further try of an event; Slack's nothing, one minute and five where absent. */
  eventRetries?: number[];
  /** The clock of triggers, response URLs and messages; real time where absent. */
  now?: () => Date;
}

export interface Sandbox extends Script {
  /** The page to open. */
  url: string;
  /** Base of the Web API, for SLACK_API_URL. */
  apiUrl: string;
  botToken: string;
  signingSecret: string;
  /** For Socket Mode. */
  appToken: string;
  /** For `apps.manifest.validate`. */
  configurationToken: string;
  /** For `oauth.v2.access`; the authorize page is at `oauth/v2/authorize` below the url. */
  clientId: string;
  clientSecret: string;
  /** Gives Adam, Mia and Victor accounts; what the button on the page does. */
  setUpCast(): Promise<CastProgress>;
  stop(): Promise<void>;
}

/** Starts a Slack of one's own; rejects with Node's error where the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const server = createServer();
  const origin = await listen(server, options.port);
  try {
    return serve(server, await createWorld(options, origin));
  } catch (error) {
    server.close();
    throw error;
  }
}

async function createWorld(options: SandboxOptions, origin: string): Promise<World> {
  const changes = createChanges();
  const clock = options.now ?? (() => new Date());
  const now = () => clock().getTime();
  const acknowledgeWithin = options.acknowledgeWithin ?? 3000;
  const sockets = createSockets({
    base: origin,
    isEnabled: options.delivery === 'socket',
    acknowledgeWithin,
    onChange: changes.announce,
  });
  const store = await openStore(options.dataDir);
  return {
    now,
    base: () => origin,
    botUrl: options.botUrl,
    delivery: options.delivery ?? 'http',
    sockets,
    faults: createFaults(changes.announce),
    rateLimits: options.rateLimits ? createRateLimits(now) : undefined,
    later: createLater(),
    eventRetries: options.eventRetries ?? [0, 60_000, 300_000],
    acknowledgeWithin,
    secrets: await loadSecrets(options.dataDir),
    manifest: { ...(await readManifest()), ...options.manifest },
    checkManifest: createManifestRules(),
    installation: 'installed',
    store,
    people: store.state.people,
    files: await openFiles(store, options.dataDir),
    modals: createModals(),
    triggers: createTriggers(now),
    codes: createOAuthCodes(now),
    responseUrls: createResponseUrls(now),
    changes,
    traffic: createTraffic(),
    outbox: await openOutbox(options.outboxDir, changes.announce),
    cast: store.state.cast?.isComplete ? { state: 'done', ...store.state.cast } : { state: 'idle' },
  };
}

function serve(server: Server, world: World): Sandbox {
  const live = createLive(world);
  const script = scriptFor(world);
  const app = express().disable('x-powered-by');
  app.use('/api', webApi(world));
  app.use('/response', responseUrlEndpoint(world));
  app.use('/upload/v1', uploadUrlEndpoint(world));
  app.use('/files-pri', privateFiles(world));
  app.use(
    '/sandbox',
    pageApi(world, live, () => void setUpCast(world, script)),
  );
  app.use('/oauth/v2/authorize', authorizePage(world));
  app.use(permalinks(world));
  app.use(assets());
  server.on('request', app);
  server.on('upgrade', world.sockets.upgrade);
  return {
    ...script,
    url: world.base(),
    apiUrl: `${world.base()}/api/`,
    botToken: world.secrets.botToken,
    signingSecret: world.secrets.signingSecret,
    appToken: world.secrets.appToken,
    configurationToken: world.secrets.configurationToken,
    clientId: world.secrets.clientId,
    clientSecret: world.secrets.clientSecret,
    setUpCast: () => setUpCast(world, script),
    stop: async () => {
      live.close();
      world.later.stop();
      await world.sockets.close();
      world.outbox.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await world.files.close();
      await world.store.flush();
    },
  };
}

/** Only this machine can reach the sandbox: whoever opens its page may act as anybody. */
function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The sandbox has no port.'));
      else resolve(`http://localhost:${address.port}`);
    });
  });
}
