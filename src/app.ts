import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import express, { type Express } from 'express';
import type { Pool } from 'pg';
import { registerCommands } from './commands/index.ts';
import { createSlackProfiles } from './commands/slack-profiles.ts';
import type { Config, SlackConfig } from './config.ts';
import type { Deps } from './deps.ts';
import { reportFault } from './faults.ts';
import type { InFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { createAuth } from './portal/auth.ts';
import { createLimits, type Limits } from './portal/limits.ts';
import { createPortal } from './portal/portal.ts';
import { portalErrors, portalNotFound } from './portal/portal-errors.tsx';
import { identifyBot } from './slack-bot.ts';
import { boltLogger, createReceiver } from './slack-receiver.ts';
import { sendGridWebhook } from './webhooks/sendgrid.ts';

export interface AppParts {
  deps: Deps;
  pool: Pool;
  appSecret: string;
  slack: SlackConfig;
  ownerSlackUserId: string | undefined;
  trustedProxies: Config['trustedProxies'];
  sendgridWebhookKey: Config['sendgridWebhookKey'];
  log: Log;
  metrics: Metrics;
  inFlight: InFlight;
  acknowledgeWithinMs: number;
  /** Whether the database answers and the worker works. */
  isReady: () => Promise<boolean>;
}

export interface FluxeraApp {
  /** Everything that comes by HTTP. */
  http: Express;
  bolt: App;
}

/** The Slack side, the portal and the probes on one HTTP server. */
export async function createApp(parts: AppParts): Promise<FluxeraApp> {
  const { deps, pool, slack, log, metrics, inFlight } = parts;
  const http = express();
  http.disable('x-powered-by');
  // The address of a client is what these say; whoever else names one could name any, and so evade every limit.
  const { trustedProxies: proxies } = parts;
  http.set('trust proxy', typeof proxies === 'number' ? proxies : ['loopback', ...proxies]);
  http.use((_request, response, next) => {
    void inFlight.track(new Promise((closed) => response.once('close', closed)));
    next();
  });
  addProbes(http, parts);
  const fast = webClient(
    slack,
    { retryConfig: { retries: 0 }, timeout: 2000, rejectRateLimitedCalls: true },
    log,
  );
  const { teamName, ...bot } = await identifyBot(fast);
  const bolt = new App({
    receiver: createReceiver(http, slack, log),
    logger: boltLogger(log),
    authorize: async () => ({ botToken: slack.botToken, ...bot }),
  });
  const limits = createLimits({ pool, now: deps.now });
  registerCommands(bolt, {
    deps,
    slack: fast,
    findSlackPerson: createSlackProfiles({ slack: fast, now: deps.now }),
    slackTeamName: teamName,
    countVerificationMail: async (userId) => {
      await limits.count({ 'verification/user': userId });
    },
    log,
    metrics,
    inFlight,
    acknowledgeWithinMs: parts.acknowledgeWithinMs,
    ownerSlackUserId: parts.ownerSlackUserId,
  });
  // What the handlers' own boundary could not catch: a request that Bolt itself could not take apart.
  bolt.error(async (error) => {
    metrics.faults.inc({ where: 'bolt' });
    reportFault(log, error, { request: 'bolt' });
  });
  http.use(sendGridWebhook({ deps, publicKey: parts.sendgridWebhookKey, log }));
  addPortal(http, parts, limits);
  return { http, bolt };
}

function addPortal(http: Express, { deps, appSecret, log }: AppParts, limits: Limits) {
  const auth = createAuth({ deps, appSecret, log });
  http.use(createPortal({ deps, auth, limits, log }));
  http.use(portalNotFound({ deps }));
  http.use(portalErrors({ deps, log }));
}

function addProbes(http: Express, { metrics, isReady }: AppParts) {
  http.get('/healthz', (_request, response) => {
    response.type('text/plain').send('alive\n');
  });
  http.get('/readyz', async (_request, response) => {
    const ready = await isReady();
    response
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  http.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

/** A client for Slack's Web API that logs without contents. */
export function webClient(
  slack: SlackConfig,
  options: ConstructorParameters<typeof WebClient>[1],
  log: Log,
): WebClient {
  return new WebClient(slack.botToken, {
    ...options,
    logger: boltLogger(log),
    ...(slack.apiUrl && { slackApiUrl: slack.apiUrl }),
  });
}
