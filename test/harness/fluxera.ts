import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { type Running, type RunningConfig, startFluxera } from '../../src/fluxera.ts';
import type { Log } from '../../src/log.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { rememberedPasswords } from './remembered-passwords.ts';
import type { SlowSlack } from './slow-slack.ts';
import { createVisitor, type Page, type Visitor } from './visitor.ts';
import { TEST_SECRET } from './world.ts';

export interface TestFluxera {
  slack: Sandbox;
  database: TestDatabase;
  running: Running;
  /** Where mails go, a file each. */
  outboxDir: string;
  /** Moves the clock of the product and of the local Slack. */
  passTime(ms: number): void;
  /** A browser without JavaScript, of somebody else each time. */
  visitor(): Visitor;
  /** Everything that was logged, as the text that it becomes. */
  logged: string[];
  /** Faults that a test expects; any other fails it at `stop`. */
  expectFault(words: RegExp): void;
  stop(): Promise<void>;
}

const passwords = rememberedPasswords();

export const PASSWORD = 'Otters swim upstream 42';

/** How Slack reaches the product. What somebody gets is the same by each: `describe.each(deliveries)` says so. */
export const deliveries = ['http', 'socket'] as const;

interface SlackOptions {
  delivery?: (typeof deliveries)[number];
  /** Instead of a little less than the three seconds that Slack gives. */
  acknowledgeWithinMs?: number;
  /** Stands between the product and Slack's Web API. */
  between?: SlowSlack;
}

/** The whole product in this process, on a database of its own, with the local Slack in front of it. */
export async function startTestFluxera(
  settings: Partial<RunningConfig> = {},
  { delivery = 'http', between, acknowledgeWithinMs }: SlackOptions = {},
): Promise<TestFluxera> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'fluxera-data-'));
  const outboxDir = join(dataDir, 'outbox');
  const logged: string[] = [];
  const expected: RegExp[] = [];
  let shift = 0;
  let visitors = 0;
  const now = () => new Date(Date.now() + shift);
  let running: Running | undefined;
  const slack = await startSandbox({
    port: 0,
    botUrl: () => running?.localUrl ?? '',
    delivery,
    outboxDir,
    now,
  });
  const started = await startFluxera(
    {
      databaseUrl: database.url,
      dataDir,
      port: 0,
      publicUrl: undefined,
      trustedProxies: [],
      appSecret: TEST_SECRET,
      slack: {
        botToken: slack.botToken,
        receive:
          delivery === 'socket'
            ? { by: 'socket', appToken: slack.appToken }
            : { by: 'http', signingSecret: slack.signingSecret },
        apiUrl: (await between?.standBefore(slack.apiUrl)) ?? slack.apiUrl,
      },
      sendgrid: undefined,
      sendgridWebhookKey: undefined,
      mailFrom: 'invitations@fluxera.example',
      productName: 'Fluxera',
      ownerSlackUserId: undefined,
      logLevel: undefined,
      ...settings,
    },
    recordingLog(logged),
    { now, passwords, ...(acknowledgeWithinMs !== undefined && { acknowledgeWithinMs }) },
  );
  running = started;
  return {
    slack,
    database,
    outboxDir,
    running: started,
    logged,
    passTime: (ms) => {
      shift += ms;
    },
    visitor: () => createVisitor(started.localUrl, `203.0.113.${++visitors}`),
    expectFault: (words) => expected.push(words),
    stop: async () => {
      await started.stop();
      await between?.stop();
      await slack.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
      const faults = logged.filter((line) => /^(error|fatal) /.test(line));
      expect(faults.filter((line) => !expected.some((words) => words.test(line)))).toEqual([]);
    },
  };
}

function recordingLog(lines: string[]): Log {
  const at =
    (level: string) =>
    (...parts: unknown[]) => {
      lines.push(`${level} ${parts.map((part) => JSON.stringify(part, describe)).join(' ')}`);
    };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    isLevelEnabled: () => true,
  };
}

function describe(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}

/**
 * Olivia, who owns the Slack team, sets the workspace up with announcements in #general. Its days are those of UTC, as the
 * ones that tests reckon with, whatever her profile says.
 */
export async function setUp({ slack, database }: TestFluxera): Promise<void> {
  const olivia = slack.as('olivia');
  await olivia.run('/fluxera', { text: 'setup' });
  const form = await olivia.form();
  const result = await form.fill({ 'Workspace Name': 'Acme', 'Notification Channel': 'general' }).submit();
  if (!result.form) throw new Error(`set-up: ${JSON.stringify(result)}`);
  await database.db.workspace.updateMany({ data: { timeZone: 'UTC' } });
  await result.form.cancel();
}

/** The link in the newest mail to somebody. */
export async function linkFor(
  { slack }: TestFluxera,
  email: string,
  part: 'invitation' | 'verify' | 'password',
) {
  const { text } = await slack.waitForMail(email, new RegExp(`/${part}/`));
  const link = text.match(new RegExp(`https?://\\S+/${part}/[\\w-]+`))?.[0];
  if (!link) throw new Error(`the mail to ${email} has no link`);
  return link;
}

/** Creates the account behind an invitation link and verifies its address: what an invitee does. */
export async function acceptAndVerify(
  { visitor, ...rest }: TestFluxera,
  email: string,
  names: Record<string, string> = {},
): Promise<Page> {
  const browser = visitor();
  const fluxera = { visitor, ...rest };
  const page = await browser.open(await linkFor(fluxera, email, 'invitation'));
  await browser.press(page, 'Accept Invitation', {
    'First Name': 'Jane',
    'Last Name': 'Doe',
    ...names,
    Password: PASSWORD,
  });
  const verify = await browser.open(await linkFor(fluxera, email, 'verify'));
  return browser.press(verify, 'Verify Email Address');
}
