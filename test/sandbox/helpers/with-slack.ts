import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../sandbox/index.ts';

/** What the client says to the log, its errors say as well: the tests read those. */
export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

export interface Scene {
  slack: Sandbox;
  /** A real Bolt app that talks to the sandbox. */
  bot: App;
  folder: string;
}

/** Runs a test with a sandbox and a Bolt app of its own, and leaves nothing behind. */
export async function withSlack(
  test: (scene: Scene) => Promise<void>,
  options: Partial<SandboxOptions> = {},
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  let botUrl = 'http://127.0.0.1:1';
  const slack = await startSandbox({
    port: 0,
    outboxDir: path.join(folder, 'outbox'),
    botUrl: () => botUrl,
    ...options,
  });
  const http = new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR });
  const receiver =
    options.delivery === 'socket'
      ? new SocketModeReceiver({
          appToken: slack.appToken,
          logger: silent,
          // The client waits as long before it connects anew.
          clientPingTimeout: 1500,
          installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
        })
      : http;
  const bot = new App({
    receiver,
    token: slack.botToken,
    logLevel: LogLevel.ERROR,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: silent },
  });
  let server: Server | undefined;
  try {
    await bot.init();
    if (receiver === http) {
      server = await http.start(0);
      const address = server.address();
      if (address !== null && typeof address !== 'string') botUrl = `http://127.0.0.1:${address.port}`;
    } else await bot.start();
    await test({ slack, bot, folder });
  } finally {
    const stopped = receiver.stop();
    // After a request that came late, Node's fetch opens another connection, on which the receiver would wait.
    server?.closeAllConnections();
    await stopped;
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps a listener from acknowledging until the test is through: Bolt complains of those that never do. */
export function heldBack(): { until: Promise<void>; release: () => void } {
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { until, release };
}
