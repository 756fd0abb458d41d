import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { parse } from 'yaml';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { silent } from './helpers/with-slack.ts';

let slack: Sandbox;
let folder: string;
let manifest: Record<string, unknown>;
beforeAll(async () => {
  manifest = parse(await readFile('manifest.yml', 'utf8'));
  folder = await mkdtemp(path.join(tmpdir(), 'manifest-'));
  slack = await startSandbox({ port: 0, outboxDir: folder, botUrl: () => '' });
});
afterAll(async () => {
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

type Token = 'configurationToken' | 'appToken' | 'botToken';

/** What `apps.manifest.validate` says; a text is sent as it is. */
function validate(given: unknown, token: Token = 'configurationToken', fields = {}) {
  const client = new WebClient(slack[token], { slackApiUrl: slack.apiUrl, logger: silent });
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return client.apiCall('apps.manifest.validate', { manifest: text, ...fields }).catch(({ data }) => data);
}

const command = (extra: object = {}) => ({
  command: '/hello',
  url: 'https://x.example/slack',
  description: 'Says hello',
  ...extra,
});
const withCommands = (...slash_commands: object[]) => ({
  display_information: { name: 'Hello' },
  features: { slash_commands },
});
const named = (name: string) => ({ display_information: { name } });
const x = (count: number) => 'x'.repeat(count);

const refused = (pointer: string, message: string | RegExp) =>
  expect.objectContaining({
    ok: false,
    error: 'invalid_manifest',
    errors: [{ pointer, message: typeof message === 'string' ? message : expect.stringMatching(message) }],
  });
const first = '/features/slash_commands/0';
const badName = 'A command is a slash and 1 to 31 of a-z, 0-9, _ and -';

describe('apps.manifest.validate', () => {
  test('takes the manifest of this repository, and doubts that /invite is free', async () => {
    for (const token of ['configurationToken', 'appToken'] as const)
      expect(await validate(manifest, token)).toMatchObject({
        ok: true,
        response_metadata: {
          messages: [`[WARN] /invite may be refused as invalid_name [json-pointer:${first}/command]`],
        },
      });
  });

  test('is not for the bot’s token, nor for other apps', async () => {
    expect(await validate(manifest, 'botToken')).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await validate(manifest, 'configurationToken', { app_id: 'A404' })).toMatchObject({
      error: 'invalid_app_id',
    });
  });

  test.each([
    ['what is no JSON', '{', '/', 'The manifest is not valid JSON'],
    ['what is no object', [], '/', 'Value must be object'],
    ['one without a name', {}, '/display_information', 'Missing required field: display_information'],
    ['a name of 36 characters', named(x(36)), '/display_information/name', /35/],
    ['an unknown key', { ...named('x'), colour: 1 }, '/colour', 'Invalid additional property: colour'],
    ['a command without a slash', withCommands(command({ command: 'hello' })), `${first}/command`, /pattern/],
    ['capitals in a command', withCommands(command({ command: '/Hello' })), `${first}/command`, badName],
    ['a command of two words', withCommands(command({ command: '/say hi' })), `${first}/command`, badName],
    ['a command of 33 characters', withCommands(command({ command: `/${x(32)}` })), `${first}/command`, /32/],
    [
      'a command of Slack’s own',
      withCommands(command({ command: '/remind' })),
      `${first}/command`,
      '/remind is a command of Slack',
    ],
    [
      'a command twice',
      withCommands(command(), command()),
      '/features/slash_commands/1/command',
      '/hello is there more than once',
    ],
    [
      'a description of 2001 characters',
      withCommands(command({ description: x(2001) })),
      `${first}/description`,
      /2000/,
    ],
    [
      'a usage hint of 1001 characters',
      withCommands(command({ usage_hint: x(1001) })),
      `${first}/usage_hint`,
      /1000/,
    ],
    [
      '51 commands',
      withCommands(...Array.from({ length: 51 }, (_, at) => command({ command: `/hello${at}` }))),
      '/features/slash_commands',
      /50/,
    ],
    [
      'a command that leads nowhere',
      withCommands(command({ url: undefined })),
      `${first}/url`,
      'Slash Commands require a URL or Socket Mode',
    ],
    [
      'events that lead nowhere',
      { ...named('x'), settings: { event_subscriptions: { bot_events: ['app_home_opened'] } } },
      '/settings/event_subscriptions',
      'Event Subscriptions requires either Request URL or Socket Mode Enabled',
    ],
    [
      'buttons that lead nowhere',
      { ...named('x'), settings: { interactivity: { is_enabled: true } } },
      '/settings/interactivity',
      'Interactivity requires a Request URL',
    ],
  ])('refuses %s, and says where', async (_name, wrong, pointer, message) => {
    expect(await validate(wrong)).toEqual(refused(pointer, message));
  });

  test.each([
    ['a name of 35 characters', named(x(35))],
    ['a command of 32 characters', withCommands(command({ command: `/${x(31)}` }))],
    ['all of a description and a hint', withCommands(command({ description: x(2000), usage_hint: x(1000) }))],
    [
      '50 commands',
      withCommands(...Array.from({ length: 50 }, (_, at) => command({ command: `/hello${at}` }))),
    ],
    [
      'no addresses where Socket Mode is on',
      {
        ...withCommands(command({ url: undefined })),
        settings: {
          socket_mode_enabled: true,
          interactivity: { is_enabled: true },
          event_subscriptions: { bot_events: ['app_home_opened'] },
        },
      },
    ],
  ])('takes %s', async (_name, right) => {
    expect(await validate(right)).toMatchObject({ ok: true });
  });
});
