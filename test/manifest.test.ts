import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { answeredCommands, answeredShortcuts, heardEvents } from './harness/registrations.ts';
import { slackMethodsCalled } from './harness/slack-methods.ts';

const manifestSchema = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({
        command: z.string(),
        url: z.string(),
        description: z.string(),
        usage_hint: z.string().optional(),
      }),
    ),
    shortcuts: z.array(z.looseObject({ callback_id: z.string(), type: z.enum(['global', 'message']) })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({
      is_enabled: z.boolean(),
      request_url: z.string(),
      message_menu_options_url: z.string(),
    }),
  }),
});
type Manifest = z.infer<typeof manifestSchema>;

/** The scope that each method of the Web API needs of a bot (docs.slack.dev/reference/methods); undefined: none. */
const scopeOf: Record<string, string | undefined> = {
  'auth.test': undefined,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.join': 'channels:join',
  'conversations.open': 'im:write',
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'files.info': 'files:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'views.open': undefined,
  'views.publish': undefined,
  'views.push': undefined,
  'views.update': undefined,
};
/** What no method stands for: slash commands themselves, and the address in users.info. */
const furtherScopes = ['commands', 'users:read.email'];

let text: string;
let manifest: Manifest;
let slack: Sandbox;
let folder: string;

beforeAll(async () => {
  text = await readFile('manifest.yml', 'utf8');
  manifest = manifestSchema.parse(parse(text));
  folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  slack = await startSandbox({ port: 0, outboxDir: folder, botUrl: () => '' });
});
afterAll(async () => {
  await slack?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Whether the local Slack takes a manifest, by Slack's schema and by the rules that it leaves out. */
async function takes(given: unknown): Promise<boolean> {
  const body = new URLSearchParams({ manifest: JSON.stringify(given), token: slack.configurationToken });
  const response = await fetch(`${slack.apiUrl}apps.manifest.validate`, { method: 'POST', body });
  return z.looseObject({ ok: z.boolean() }).parse(await response.json()).ok;
}

describe('Slack takes manifest.yml', () => {
  test('as it is', async () => {
    expect(await takes(parse(text))).toBe(true);
    expect(await takes({ ...parse(text), features: { slash_commands: [{ command: 'invite' }] } })).toBe(
      false,
    );
  });

  test('even where it refuses /invite: without the lines that the comment names, /fluxera invite is left', async () => {
    const lines = text.split('\n');
    const comment = lines.findIndex((line) => line.includes('invalid_name'));
    expect(lines[comment]).toContain('delete the five lines of this entry: /fluxera invite does the same');
    const entry = lines.findIndex((line) => line.trim() === '- command: /invite');
    expect(entry).toBeGreaterThan(comment);
    const rest = parse(lines.toSpliced(entry, 5).join('\n'));
    const left = manifestSchema.parse(rest);
    expect(left).toEqual({
      ...manifest,
      features: { ...manifest.features, slash_commands: manifest.features.slash_commands.slice(1) },
    });
    expect(await takes(rest)).toBe(true);
    const fluxera = left.features.slash_commands.find(({ command }) => command === '/fluxera');
    expect(fluxera?.usage_hint).toContain('invite');
  });
});

describe('What the manifest promises is what the bot does', () => {
  test('each command is answered, and no other', () => {
    const names = manifest.features.slash_commands.map(({ command }) => command);
    const answered = answeredCommands();
    for (const name of names) expect(answered.filter((pattern) => pattern.test(name))).toHaveLength(1);
    for (const pattern of answered) expect(names.filter((name) => pattern.test(name))).toHaveLength(1);
  });

  test('a team may prefix the commands with a name of its own', () => {
    const answered = answeredCommands();
    for (const { command } of manifest.features.slash_commands) {
      const prefixed = command.replace('/', '/acme-');
      expect(answered.filter((pattern) => pattern.test(prefixed))).toHaveLength(1);
    }
  });

  test('each shortcut is answered, and no other', () => {
    const named = manifest.features.shortcuts.map(({ callback_id, type }) => ({ callback_id, type }));
    expect(named).toEqual(answeredShortcuts());
  });

  test('each event is heard, and no other', () => {
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(heardEvents().toSorted());
  });

  test('the scopes are those that the calls of the code need, and no other', async () => {
    const called = await slackMethodsCalled();
    expect(called.filter((method) => !(method in scopeOf))).toEqual([]);
    const needed = called.map((method) => scopeOf[method]).filter((scope) => scope !== undefined);
    const scopes = new Set([...needed, ...furtherScopes]);
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...scopes].toSorted());
  });

  test('everything is sent to the one address that it listens on', () => {
    const { event_subscriptions, interactivity } = manifest.settings;
    const urls = [...manifest.features.slash_commands.map(({ url }) => url), event_subscriptions.request_url];
    const { request_url, message_menu_options_url } = interactivity;
    expect(new Set([...urls, request_url, message_menu_options_url])).toEqual(
      new Set(['https://fluxera.example.com/slack/events']),
    );
    expect(interactivity.is_enabled).toBe(true);
  });
});
