import { describe, expect, test } from '@jest/globals';
import type { LogLevel } from '../src/config.ts';
import { createLog, describeError, withoutSecrets } from '../src/log.ts';
import { boltLogger } from '../src/slack-receiver.ts';

const ADDRESS = 'kanarien.vogel+tag@xn--exmple-cua.example';
const LINK_TOKEN = 'kV9_-'.repeat(20);
const SLACK_TOKEN = 'xoxb-12-kanarienvogel';
const APP_TOKEN = 'xapp-1-kanarienvogel';
const WORDS = 'Welcome, kanarienvogel, to the team';
const PASSWORD = 'kanarienvogel im Kaefig';
const canaries = [ADDRESS, LINK_TOKEN, SLACK_TOKEN, APP_TOKEN, WORDS, PASSWORD, 'kanarien', 'kV9_-kV9'];

function expectNoCanary(text: string): void {
  for (const canary of canaries) expect(text).not.toContain(canary);
}

describe('Whoever reads the log finds no', () => {
  test.each([
    ['address', ADDRESS],
    ['address in angle brackets', `"K" <${ADDRESS}>`],
    ['token of a link', `https://bot.example/invitation/${LINK_TOKEN}`],
    ['token of the bot', `Bearer ${SLACK_TOKEN}`],
    ['app-level token', APP_TOKEN],
  ])('%s in a text', (_what, secret) => {
    const text = withoutSecrets(`before ${secret} after`);
    expectNoCanary(text);
    expect(text).toMatch(/^before .+ after$/);
  });

  test.each([
    ['a unique key that is taken', `Key (workspace_id, email)=(0198, ${ADDRESS}) already exists.`],
    ['a query that failed', `Invalid \`prisma.user.create()\` invocation: { email: "${ADDRESS}" }`],
    ['an address that a server refused', `550 5.1.1 <${ADDRESS}>: user unknown`],
  ])('address in the error of %s, however deep', (_what, message) => {
    const cause = Object.assign(new Error(message), { meta: { target: ADDRESS }, code: 'P2002' });
    const described = describeError(new Error('outer', { cause: new Error('middle', { cause }) }));
    expectNoCanary(JSON.stringify(described));
    expect(described).toMatchObject({ reason: 'outer', cause: { cause: { code: 'P2002' } } });
  });

  test('message of an invitation in the error of a query that Prisma cannot make sense of', () => {
    const quoted = `{\n  data: {\n    message: "${WORDS}",\n  }\n}`;
    const error = new Error(
      `Invalid \`prisma.invitation.create()\` invocation:\n\n${quoted}\n\nArgument missing.`,
    );
    expect(describeError(error)).toMatchObject({
      reason: 'Invalid `prisma.invitation.create()` invocation:\n\n{…}\n\nArgument missing.',
    });
  });

  test('message over several lines in the trace of an error', () => {
    const described = JSON.stringify(describeError(new Error(`${ADDRESS}\n${ADDRESS}\n    ${SLACK_TOKEN}`)));
    expectNoCanary(described);
    expect(described).toContain('log.test.ts');
  });

  test('content of something that was thrown without being an error', () => {
    expectNoCanary(JSON.stringify(describeError({ email: ADDRESS })));
    expectNoCanary(JSON.stringify(describeError(WORDS)));
  });
});

describe('An entry of the log', () => {
  test('has neither addresses nor tokens nor messages nor passwords, at the top or within', async () => {
    const secrets = {
      ...{ email: ADDRESS, address: ADDRESS, message: WORDS, password: PASSWORD, token: LINK_TOKEN },
      ...{ botToken: SLACK_TOKEN, signingSecret: PASSWORD, authorization: PASSWORD, cookie: LINK_TOKEN },
    };
    const error = new Error(`no mail to ${ADDRESS}`, { cause: new Error(`with ${SLACK_TOKEN}`) });
    const lines = written((log) => {
      log.info({ ...secrets, job: 'mail-invitations' }, 'at the top');
      log.warn({ user: secrets }, 'within');
      log.error({ request: { user: secrets }, error }, 'further within');
      log.debug(secrets, 'not at this level');
    });
    expectNoCanary(lines.join());
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'at the top', job: 'mail-invitations', email: '[redacted]' },
      { msg: 'within', user: { password: '[redacted]' } },
      { msg: 'further within', error: { name: 'Error', reason: 'no mail to [address]' } },
    ]);
  });
});

describe('What Bolt and the Web API say of themselves', () => {
  test('is not even put together where nobody reads it', () => {
    const costly = {
      toString: () => {
        throw new Error('it was put together');
      },
    };
    expect(written((log) => boltLogger(log).debug(costly), 'debug')).toEqual([]);
  });

  test('has nothing of what they send and receive, even at trace', () => {
    const body = JSON.stringify({ text: WORDS, name: 'kanarienvogel' });
    const lines = written((log) => {
      const logger = boltLogger(log);
      logger.debug('http request url: https://slack.com/api/chat.postMessage');
      logger.debug(`http request body: ${body}`);
      logger.debug(`ack() response sent (body: ${WORDS})`);
      logger.debug(`http request result: ${body}`);
      logger.debug(body);
    }, 'trace');
    expectNoCanary(lines.join());
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('https://slack.com/api/chat.postMessage');
  });
});

test('an endless text without a space is read in no time, and what is left of it has no half of a secret', () => {
  const began = performance.now();
  expect(withoutSecrets('a.b+'.repeat(250_000))).toBe('…');
  expect(
    withoutSecrets(`${'word '.repeat(397)}${LINK_TOKEN.slice(0, 30)}${SLACK_TOKEN}${LINK_TOKEN}`),
  ).toMatch(/word …$/);
  const query = `{\n  data: {\n    message: "${WORDS} ${'x'.repeat(5000)}",\n  }\n}`;
  expectNoCanary(JSON.stringify(describeError(new Error(`Invalid:\n${query}\n\nMissing.`))));
  expect(performance.now() - began).toBeLessThan(100);
});

/** What a log writes, an entry each. */
function written(write: (log: ReturnType<typeof createLog>) => void, level: LogLevel = 'info'): string[] {
  const lines: string[] = [];
  write(createLog(level, { write: (line) => void lines.push(line) }));
  return lines;
}
