import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import { answeredCommands, answeredShortcuts, heardEvents } from './harness/registrations.ts';
import { slackMethodsCalled } from './harness/slack-methods.ts';

const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }),
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
    interactivity: z.object({ is_enabled: z.boolean(), request_url: z.string() }),
  }),
});
type Manifest = z.infer<typeof manifestSchema>;

/** The scope that each method of the Web API needs of a bot (docs.slack.dev/reference/methods); undefined: none. */
const scopeOf: Record<string, string | undefined> = {
  'auth.test': undefined,
  'chat.postMessage': 'chat:write',
  'conversations.join': 'channels:join',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'views.open': undefined,
  'views.publish': undefined,
  'views.push': undefined,
  'views.update': undefined,
};
/** What no method stands for: slash commands themselves, and the address within what users.info answers. */
const furtherScopes = ['commands', 'users:read.email'];

/** Names that Slack keeps for itself, as far as they are known. */
const reserved = [
  ...['me', 'status', 'away', 'dnd', 'shrug', 'remind', 'msg', 'feed', 'who', 'collapse', 'expand', 'leave'],
  ...['join', 'open', 'search', 'topic', 'mute', 'pro', 'shortcuts', 'invite'],
];

let text: string;
let manifest: Manifest;
let isValid: (manifest: unknown) => boolean;

beforeAll(async () => {
  text = await readFile('manifest.yml', 'utf8');
  manifest = manifestSchema.parse(parse(text));
  const schema = JSON.parse(await readFile('test/fixtures/manifest.schema.2.0.0.json', 'utf8'));
  const ajv = addFormats.default(new Ajv({ strict: false }));
  isValid = ajv.compile(schema);
});

describe('Slack takes manifest.yml', () => {
  test('as its own schema of manifests sees it', () => {
    expect(isValid(parse(text))).toBe(true);
    expect(isValid({ ...parse(text), features: { slash_commands: [{ command: 'invite' }] } })).toBe(false);
  });

  test('by the rules for names and lengths that the schema leaves out', () => {
    expect(problemsOf(manifest)).toEqual([]);
    const wrong = structuredClone(manifest);
    wrong.display_information.name = 'x'.repeat(36);
    wrong.features.slash_commands.push({ command: '/UPPER space', url: '', description: '' });
    wrong.features.slash_commands.push({ command: '/remind', url: '', description: 'x'.repeat(2001) });
    expect(problemsOf(wrong)).toHaveLength(4);
  });

  test('even where it refuses /invite: without the lines that the comment names, /fluxera invite is left', () => {
    const lines = text.split('\n');
    const comment = lines.findIndex((line) => line.includes('invalid_name'));
    expect(lines[comment]).toContain('delete the five lines of this entry: /fluxera invite does the same');
    const entry = lines.findIndex((line) => line.trim() === '- command: /invite');
    expect(entry).toBeGreaterThan(comment);
    const left = manifestSchema.parse(parse(lines.toSpliced(entry, 5).join('\n')));
    expect(left).toEqual({
      ...manifest,
      features: { ...manifest.features, slash_commands: manifest.features.slash_commands.slice(1) },
    });
    expect(isValid(left)).toBe(true);
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
    expect(new Set([...urls, interactivity.request_url])).toEqual(
      new Set(['https://fluxera.example.com/slack/events']),
    );
    expect(interactivity.is_enabled).toBe(true);
  });
});

function problemsOf({ display_information, features: { slash_commands } }: Manifest): string[] {
  const problems = slash_commands.flatMap(({ command, description, usage_hint = '' }) => [
    ...(/^\/[a-z0-9_-]{1,31}$/.test(command)
      ? []
      : [`${command}: a name of 2 to 32 characters of a-z 0-9 _ -`]),
    ...(reserved.includes(command.slice(1)) && command !== '/invite' ? [`${command} is Slack's own`] : []),
    ...(description.length <= 2000 ? [] : [`${command}: the description is too long`]),
    ...(usage_hint.length <= 1000 ? [] : [`${command}: the usage hint is too long`]),
  ]);
  if (display_information.name.length > 35) problems.push('the name is too long');
  if (slash_commands.length > 50) problems.push('too many commands');
  return problems;
}
