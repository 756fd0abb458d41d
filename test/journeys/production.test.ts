import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import {
  cleanUp,
  type Program,
  type ProgramOptions,
  runProgram,
  startProgram,
  temporaryFolder,
} from '../harness/program.ts';
import { sandboxGuard } from '../harness/sandbox-guard.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';
import { until } from '../harness/until.ts';
import { createVisitor } from '../harness/visitor.ts';

const PASSWORD = 'Otters swim upstream 42';

let database: TestDatabase;
let slack: Sandbox;
let sendgrid: SendGridStandIn;
let program: Program;
let settings: NonNullable<ProgramOptions['env']>;

/** The compiled program as a company runs it: its own database, Slack's and SendGrid's addresses, no local Slack. */
beforeAll(async () => {
  database = await createTestDatabase();
  sendgrid = await startSendGrid();
  slack = await startSandbox({
    port: 0,
    botUrl: () => program.url,
    outboxDir: join(await temporaryFolder(), 'none'),
  });
  settings = {
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    DATA_DIR: await temporaryFolder(),
    APP_SECRET: randomBytes(32).toString('hex'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SENDGRID_API_KEY: 'SG.canary-of-a-key',
    SENDGRID_BASE_URL: sendgrid.url,
    MAIL_FROM: 'people@acme.example',
    ...(await freeAddress()),
  };
  program = await startProgram({ env: settings, nodeOptions: sandboxGuard });
}, 30_000);

afterAll(async () => {
  await slack.stop();
  await sendgrid.close();
  await cleanUp();
  await database.close();
}, 30_000);

/** A port that is free now, and the address of people's links on it. */
async function freeAddress() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (!address || typeof address === 'string') throw new Error('no port is free');
  return { PORT: String(address.port), PUBLIC_URL: `http://localhost:${address.port}` };
}

/** The link in the newest mail that SendGrid took for somebody. */
async function mailedLink(email: string, part: string): Promise<string> {
  const find = () =>
    sendgrid
      .received(email)
      .map(({ text }) => text.match(new RegExp(`http://localhost:\\d+/${part}/[\\w-]+`))?.[0])
      .findLast((link) => link !== undefined);
  await until(`a mail to ${email}`, () => find() !== undefined);
  return find() ?? '';
}

test('signed requests, a mail through SendGrid, an account, and the announcement in Slack', async () => {
  const olivia = slack.as('olivia');
  await olivia.run('/invite');
  await olivia.click('Set Up');
  const setUp = await (await olivia.form()).fill({ 'Notification Channel': 'onboarding' }).submit();
  await setUp.form?.cancel();
  const { form } = await olivia.run('/invite');
  const sent = await form
    ?.fill({
      'Email Address': 'jane@example.com',
      Role: 'Member',
      'First Name': 'Jane',
      Message: 'Hi; there, you',
    })
    .submit();
  expect(sent?.form?.text()).toContain('You invited jane@example.com as Member');
  await sent?.form?.cancel();

  const browser = createVisitor(program.url);
  const page = await browser.open(await mailedLink('jane@example.com', 'invitation'));
  expect(page.text).toContain('Hi; there, you');
  const accepted = await browser.press(page, 'Accept Invitation', { 'Last Name': 'Doe', Password: PASSWORD });
  expect(accepted.title).toBe('Check your mail');
  const verify = await browser.open(await mailedLink('jane@example.com', 'verify'));
  const account = await browser.press(verify, 'Verify Email Address');
  expect([account.at, account.status]).toEqual(['/account', 200]);

  // The bot joins a public channel that it is not in before it posts there.
  await olivia.waitForMessage('onboarding', 'Jane Doe joined Acme as Member');
  await olivia.waitForMessage('dm', 'accepted your invitation');
  expect(slack.calls('conversations.join')).toHaveLength(1);
  const list = await olivia.run('/users');
  expect(list.form?.text()).toContain('jane@example.com');
  await list.form?.cancel();
  expect([...sendgrid.authorizations]).toEqual(['Bearer SG.canary-of-a-key']);
}, 30_000);

test('a mail leaves although the program was killed right after it had acknowledged the form', async () => {
  sendgrid.hold('late@example.com');
  const olivia = slack.as('olivia');
  const { form } = await olivia.run('/invite');
  const sent = await form?.fill({ 'Email Address': 'late@example.com', Role: 'Viewer' }).submit();
  // In the midst of handing the mail over.
  await sendgrid.holding();
  await program.kill9();
  expect(sent?.form?.text()).toContain('You invited late@example.com as Viewer');
  expect(sendgrid.received('late@example.com')).toEqual([]);
  sendgrid.recover('late@example.com');

  program = await startProgram({ env: settings, nodeOptions: sandboxGuard });
  const browser = createVisitor(program.url);
  const page = await browser.open(await mailedLink('late@example.com', 'invitation'));
  expect(page.status).toBe(200);
  const rows = await database.db.invitation.findMany({ where: { email: 'late@example.com' } });
  expect(rows.map(({ status }) => status)).toEqual(['PENDING']);
}, 60_000);

test('where Slack tokens are set, the local Slack is neither loaded nor named, and leaves nothing behind', async () => {
  expect(program.sandboxUrl).toBe('');
  const left = await readdir(settings.DATA_DIR ?? '', { recursive: true });
  expect(left.filter((file) => file.includes('sandbox'))).toEqual([]);
  // The same guard where no token is set: it would have ended the program.
  const guarded = await runProgram({ env: { DATA_DIR: await temporaryFolder() }, nodeOptions: sandboxGuard });
  expect(guarded).toMatchObject({ code: 1, stderr: expect.stringContaining('the local Slack was loaded') });
}, 20_000);

test('neither address nor token nor message is in the log', async () => {
  const { stdout, stderr, code } = await program.stop();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('"job done"');
  expect(stdout).not.toMatch(/example\.com|Hi; there|canary|xoxb-|\/invitation\/[\w-]{20}|Otters/);
});
