import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { loadConfig, variableNames } from '../src/config.ts';
import { StartupError } from '../src/errors.ts';

/** In every secret of this file, to look for in what people read. */
const CANARY = 'kanarienvogel';
const botToken = `xoxb-${CANARY}`;
const signingSecret = `signing-${CANARY}`;
const appToken = `xapp-${CANARY}`;
const appSecret = `${CANARY}-${'s'.repeat(32)}`;
const webhookKey =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEct4g2XJAPjlNWqLYNt+itBZMyKN+Di2ZnJRwnbRXGa1/OO0aI2K7TL0zx2/lyANOtD7epq5Kxh+HLc6n4F2Z9w==';
const slack = {
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: signingSecret,
  PUBLIC_URL: 'https://bot.example',
};

function sentenceFor(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof StartupError) return error.message;
    throw error;
  }
  return 'it starts';
}

describe('Whoever sets a variable to what it cannot be reads which one and what it must be', () => {
  const aPort = 'must be a port, from 0 to 65535.';
  const anAddress = 'must be an http or https address.';
  const aBareAddress = 'must be an address without a path, such as https://bot.example.';
  const proxies = 'must be addresses and networks such as 10.0.0.5, 172.16.0.0/12, or a number of proxies.';
  const aDatabase =
    'must look like postgresql://user:password@host:5432/database, its password percent-encoded.';
  test.each([
    ['PORT', 'eighty', aPort],
    ['PORT', '-1', aPort],
    ['PORT', '65536', aPort],
    ['PORT', '80.5', aPort],
    ['DATABASE_URL', `mysql://u:${CANARY}@h/db`, aDatabase],
    ['DATABASE_URL', `postgresql://u:${CANARY}#/@h:port/db`, aDatabase],
    ['PUBLIC_URL', 'bot.example', anAddress],
    ['PUBLIC_URL', 'ftp://bot.example', anAddress],
    ['PUBLIC_URL', 'https://bot.example/fluxera', aBareAddress],
    ['PUBLIC_URL', 'https://bot.example/?team=1', aBareAddress],
    ['PUBLIC_URL', 'https://bot.example#top', aBareAddress],
    ['TRUSTED_PROXIES', 'proxy.example', proxies],
    ['TRUSTED_PROXIES', '10.0.0.0/33', proxies],
    ['TRUSTED_PROXIES', '10.0.0.0/0', proxies],
    ['TRUSTED_PROXIES', '10.0.0.1, 10.0.0.2/8/8', proxies],
    ['SLACK_API_URL', 'slack', anAddress],
    ['SENDGRID_BASE_URL', 'sendgrid', anAddress],
    ['SENDGRID_WEBHOOK_PUBLIC_KEY', CANARY, 'must be the verification key that SendGrid shows.'],
    ['APP_SECRET', CANARY, 'must have at least 32 characters.'],
    ['SLACK_BOT_TOKEN', `xoxp-${CANARY}`, "must be the bot's token, which starts with xoxb-."],
    ['SLACK_APP_TOKEN', botToken, 'must be an app-level token, which starts with xapp-.'],
    ['MAIL_FROM', 'Fluxera', 'must be an e-mail address.'],
    ['PRODUCT_NAME', 'x'.repeat(61), 'must have at most 60 characters.'],
    ['OWNER_SLACK_USER_ID', '@olivia', 'must be a Slack member ID such as U012ABCDEF.'],
    ['LOG_LEVEL', 'loud', 'must be trace, debug, info, warn, error, fatal or silent.'],
  ])('%s=%s', (name, value, problem) => {
    const sentence = sentenceFor({ [name]: value });
    expect(sentence).toBe(`${name} ${problem}`);
    expect(sentence).not.toContain(CANARY);
  });

  test('all of them at once, where there are several', () => {
    expect(sentenceFor({ PORT: 'eighty', LOG_LEVEL: 'loud' })).toMatch(/^PORT must .+; LOG_LEVEL must .+\.$/);
  });
});

describe('Whoever sets variables that need others, or exclude them, reads which', () => {
  test.each([
    [
      'a bot token alone',
      { SLACK_BOT_TOKEN: botToken },
      /^SLACK_SIGNING_SECRET .+ or SLACK_APP_TOKEN .+ is missing/,
    ],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: signingSecret }, /^SLACK_BOT_TOKEN is missing/],
    ['an app token alone', { SLACK_APP_TOKEN: appToken }, /^SLACK_BOT_TOKEN is missing/],
    ['both ways to hear of Slack', { ...slack, SLACK_APP_TOKEN: appToken }, /exclude each other: set one\.$/],
    ['a real Slack without an address', { ...slack, PUBLIC_URL: '' }, /^PUBLIC_URL is missing/],
    [
      'a database without a secret',
      { DATABASE_URL: `postgresql://u:${CANARY}@h/db` },
      /^APP_SECRET is missing/,
    ],
    ['SendGrid without a sender', { SENDGRID_API_KEY: CANARY }, /^MAIL_FROM is missing/],
    ['many Slack teams', { SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: CANARY }, /are not supported yet/],
  ])('%s', (_what, env, expected) => {
    const sentence = sentenceFor(env);
    expect(sentence).toMatch(expected);
    expect(sentence).toMatch(/^[A-Z][^\n]+\.$/);
    expect(sentence).not.toContain(CANARY);
  });
});

describe('What is set is what is used', () => {
  test('without anything: its own database, a local Slack, mails as files', () => {
    expect(loadConfig({})).toEqual({
      databaseUrl: undefined,
      dataDir: '.data',
      port: 3000,
      publicUrl: undefined,
      trustedProxies: [],
      appSecret: undefined,
      slack: undefined,
      sendgrid: undefined,
      sendgridWebhookKey: undefined,
      mailFrom: 'invitations@fluxera.example',
      productName: 'Fluxera',
      ownerSlackUserId: undefined,
      logLevel: undefined,
    });
  });

  test('with everything: a database, a real Slack by HTTP, SendGrid', () => {
    const env = {
      ...slack,
      ...{ DATABASE_URL: 'postgresql://u:p@h:5432/db', APP_SECRET: appSecret, PORT: '0', DATA_DIR: '/data' },
      ...{
        PUBLIC_URL: 'https://bot.example/',
        TRUSTED_PROXIES: '10.0.0.5, 172.16.0.0/12,2001:db8::/32',
        SLACK_API_URL: 'https://proxy.example/api',
        LOG_LEVEL: 'debug',
      },
      ...{ SENDGRID_API_KEY: 'SG.key', SENDGRID_BASE_URL: 'https://api.eu.sendgrid.com' },
      SENDGRID_WEBHOOK_PUBLIC_KEY: webhookKey,
      ...{ MAIL_FROM: 'hello@example.com', PRODUCT_NAME: 'Acme', OWNER_SLACK_USER_ID: 'U012ABCDEF' },
    };
    expect(loadConfig(env)).toEqual({
      databaseUrl: 'postgresql://u:p@h:5432/db',
      dataDir: '/data',
      port: 0,
      publicUrl: 'https://bot.example',
      trustedProxies: ['10.0.0.5', '172.16.0.0/12', '2001:db8::/32'],
      appSecret,
      slack: { botToken, receive: { by: 'http', signingSecret }, apiUrl: 'https://proxy.example/api' },
      sendgrid: { apiKey: 'SG.key', baseUrl: 'https://api.eu.sendgrid.com' },
      sendgridWebhookKey: webhookKey,
      mailFrom: 'hello@example.com',
      productName: 'Acme',
      ownerSlackUserId: 'U012ABCDEF',
      logLevel: 'debug',
    });
  });

  test('a number of proxies is that number', () => {
    expect(loadConfig({ TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2);
  });

  test('an app token: Slack by Socket Mode', () => {
    const env = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, PUBLIC_URL: 'https://bot.example' };
    expect(loadConfig(env).slack).toEqual({
      botToken,
      receive: { by: 'socket', appToken },
      apiUrl: undefined,
    });
  });

  test('a variable left empty is one that is not set', () => {
    const empty = Object.fromEntries(variableNames.map((name) => [name, ' ']));
    expect(loadConfig(empty)).toEqual(loadConfig({}));
  });
});

describe('.env.example', () => {
  test('names exactly the variables that are read, and sets none but defaults', async () => {
    const example = await readExample();
    expect(Object.keys(example).sort()).toEqual([...variableNames].sort());
    expect(loadConfig(example)).toEqual(loadConfig({}));
  });

  test('says in a sentence what each is for, and none is commented out', async () => {
    const text = await readFile('.env.example', 'utf8');
    const explained = [...text.matchAll(/^# [A-Z][^\n]+\.\n([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(explained.sort()).toEqual([...variableNames].sort());
  });
});

async function readExample(): Promise<Record<string, string | undefined>> {
  return { ...parseEnv(await readFile('.env.example', 'utf8')) };
}
