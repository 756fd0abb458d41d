import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/index.ts';
import { type Config, loadConfig } from './config.ts';
import { makeDataFolder } from './data-folder.ts';
import { StartupError } from './errors.ts';
import { type Running, startFluxera } from './fluxera.ts';
import { createLog, type Log } from './log.ts';

async function main() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = loadConfig(process.env);
  const log = createLog(config.logLevel ?? (config.slack ? 'info' : 'warn'));
  const asked = stopAsked(log);
  let running: Running | undefined;
  const sandbox = config.slack ? undefined : await openSandbox(config, () => running?.localUrl ?? '');
  const slack = config.slack ?? (sandbox && slackOf(sandbox));
  if (!slack) throw new StartupError('SLACK_BOT_TOKEN is missing.');
  try {
    running = await startFluxera({ ...config, slack }, log);
  } catch (error) {
    await sandbox?.stop();
    throw error;
  }
  say([
    ...running.notices,
    `${config.productName} is running at ${running.publicUrl}.`,
    ...(sandbox ? [`No Slack token is set. Open the local Slack to try it in: ${sandbox.url}`] : []),
  ]);
  // One that came while it started is not lost: what is half open could not be closed.
  await asked;
  await running.stop();
  await sandbox?.stop();
}

/** The local Slack. It is no part of the production image. */
async function openSandbox(config: Config, botUrl: () => string): Promise<Sandbox> {
  const { startSandbox } = await import('../sandbox/index.ts').catch((cause) => {
    if (cause?.code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new StartupError(
      'SLACK_BOT_TOKEN is missing. (The local Slack to try things in is not part of this build.)',
      { cause },
    );
  });
  await makeDataFolder(config.dataDir);
  const port = config.port === 0 ? 0 : config.port + 1;
  const outboxDir = join(config.dataDir, 'outbox');
  return startSandbox({ port, dataDir: config.dataDir, botUrl, outboxDir, rateLimits: true }).catch(
    (cause) => {
      if (cause?.code !== 'EADDRINUSE') throw cause;
      throw new StartupError(
        `The local Slack needs port ${port}, and it is taken: set PORT so that the next port is free too.`,
        { cause },
      );
    },
  );
}

function slackOf({ botToken, signingSecret, apiUrl }: Sandbox) {
  return { botToken, receive: { by: 'http' as const, signingSecret }, apiUrl };
}

/**
 * Resolves at the first signal to stop, or when something went wrong that nobody caught: what is under way is finished
 * all the same, and then somebody has to start it anew. Whoever asks twice does not want to wait.
 */
function stopAsked(log: Log): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = () => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
    process.on('unhandledRejection', (error) => {
      log.fatal({ error }, 'unhandled rejection');
      process.exitCode = 1;
      resolve();
    });
  });
}

function say(lines: string[]) {
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error) => {
  const sentence =
    error instanceof StartupError ? error.message : `It could not start: ${error?.stack ?? error}`;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
