import { describe, expect, test } from '@jest/globals';
import { type Scene, withSlack } from './helpers/with-slack.ts';

const general = 'C0GENERAL1';
const scopes = ['chat:write', 'channels:read', 'im:read', 'team:read', 'users:read', 'users:read.email'];
const withScopes = (test: (scene: Scene) => Promise<void>) => withSlack(test, { manifest: { scopes } });

describe('Who asks Slack about', () => {
  test('the address of a message gets one that leads to the conversation', () =>
    withScopes(async ({ bot, slack }) => {
      const link = (channel: string, message_ts: string) =>
        bot.client.chat.getPermalink({ channel, message_ts });
      const leadsTo = async (url = '') => (await fetch(url, { redirect: 'manual' })).headers.get('location');
      const { ts = '' } = await bot.client.chat.postMessage({ channel: general, text: 'Hello' });
      const { permalink } = await link(general, ts);
      expect(permalink).toContain(`/archives/${general}/p${ts.replace('.', '')}`);
      expect(await leadsTo(permalink)).toBe('/#/channel/general');
      const dm = await bot.client.chat.postMessage({ channel: slack.as('mia').id, text: 'Hello' });
      const direct = await link(dm.channel ?? '', dm.ts ?? '');
      expect(await leadsTo(direct.permalink)).toBe('/#/as/mia/dm');
      await expect(link('C404', ts)).rejects.toThrow('channel_not_found');
      await expect(link(general, '1.0')).rejects.toThrow('message_not_found');
      await bot.client.chat.postEphemeral({ channel: general, user: slack.as('mia').id, text: 'Psst' });
      const secret = slack.as('mia').messages('general').at(-1)?.ts ?? '';
      await expect(link(general, secret)).rejects.toThrow('message_not_found');
    }));

  test('the address of a file gets one that leads to where it is shared', () =>
    withSlack(async ({ bot, slack }) => {
      const { files } = await bot.client.filesUploadV2({
        channel_id: general,
        filename: 'a.txt',
        content: 'x',
      });
      const url = files[0]?.files?.[0]?.permalink ?? '';
      expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('/#/channel/general');
      expect((await fetch(`${slack.url}/files/U1/F404/a.txt`)).status).toBe(404);
    }));

  test('the members of a conversation gets them page by page', () =>
    withScopes(async ({ bot, slack }) => {
      const members = async (channel: string, page = {}) =>
        bot.client.conversations.members({ channel, ...page });
      const all = (await members(general)).members ?? [];
      expect(all).toHaveLength(8);
      const pages: string[][] = [];
      for (let cursor: string | undefined; cursor !== ''; ) {
        const page = await members(general, { limit: 5, ...(cursor ? { cursor } : {}) });
        pages.push(page.members ?? []);
        cursor = page.response_metadata?.next_cursor ?? '';
      }
      expect(pages.map(({ length }) => length)).toEqual([5, 3]);
      expect(pages.flat()).toEqual(all);
      const mia = slack.as('mia').id;
      expect((await members(`D${mia.slice(1)}`)).members).toEqual([mia, 'U0FLUXERA1']);
      await expect(members(general, { cursor: 'made up' })).rejects.toThrow('invalid_cursor');
      for (const made of ['C404', 'constructor'])
        await expect(members(made)).rejects.toThrow('channel_not_found');
    }));

  test('an address gets the person, whatever the case, and not one of another company', () =>
    withScopes(async ({ bot, slack }) => {
      const lookup = (email: string) => bot.client.users.lookupByEmail({ email });
      expect((await lookup('Adam@ACME.example')).user).toMatchObject({ id: slack.as('adam').id });
      await expect(lookup('stella@acme.example')).rejects.toThrow('users_not_found');
      await expect(lookup('')).rejects.toThrow('users_not_found');
    }));

  test('the team and the bot gets those', () =>
    withScopes(async ({ bot }) => {
      const { client } = bot;
      expect((await client.team.info()).team).toMatchObject({ id: 'T0ACME0001', domain: 'acme' });
      await expect(client.team.info({ team: 'T404' })).rejects.toThrow('team_not_found');
      expect((await client.bots.info({ bot: 'B0FLUXERA1' })).bot).toMatchObject({
        name: 'Fluxera',
        user_id: 'U0FLUXERA1',
      });
      await expect(client.bots.info({ bot: 'B404' })).rejects.toThrow('bot_not_found');
    }));

  test.each([
    ['conversations.members', { channel: general }, 'channels:read'],
    ['users.lookupByEmail', { email: 'adam@acme.example' }, 'users:read.email'],
    ['team.info', {}, 'team:read'],
    ['bots.info', {}, 'users:read'],
  ])('%s needs the scope for it', (method, call, needed) =>
    withSlack(
      async ({ bot }) => {
        await expect(bot.client.apiCall(method, call)).rejects.toMatchObject({
          data: { error: 'missing_scope', needed },
        });
      },
      { manifest: { scopes: ['commands'] } },
    ),
  );
});

describe('Without its scope, an app', () => {
  const lacking = (given: string[], test: (scene: Scene) => Promise<void>) =>
    withSlack(test, { manifest: { scopes: given } });
  const needs = (needed: string) => ({ data: { error: 'missing_scope', needed } });

  test('is not told anybody’s address', () =>
    lacking(['users:read'], async ({ bot, slack }) => {
      const { user } = await bot.client.users.info({ user: slack.as('adam').id });
      expect(user).toMatchObject({ is_email_confirmed: true, profile: { first_name: 'Adam' } });
      const { members = [] } = await bot.client.users.list({});
      expect(members).toHaveLength(8);
      for (const { profile } of [user, ...members].flatMap((one) => one ?? []))
        expect(profile).not.toHaveProperty('email');
    }));

  test('reads no direct messages, private channels or groups', () =>
    lacking(['channels:read', 'im:write'], async ({ bot, slack }) => {
      const { conversations } = bot.client;
      const adam = slack.as('adam').id;
      const channel = `D${adam.slice(1)}`;
      expect((await conversations.list({})).channels).toHaveLength(3);
      await expect(conversations.list({ types: 'im' })).rejects.toMatchObject(needs('im:read'));
      await expect(conversations.list({ types: 'public_channel,private_channel' })).rejects.toMatchObject(
        needs('groups:read'),
      );
      await expect(conversations.list({ types: 'constructor' })).rejects.toThrow('invalid_types');
      await expect(conversations.info({ channel })).rejects.toMatchObject(needs('im:read'));
      await expect(conversations.members({ channel })).rejects.toMatchObject(needs('im:read'));
      const users = `${adam},${slack.as('mia').id}`;
      await expect(conversations.open({ users })).rejects.toMatchObject(needs('mpim:write'));
      expect((await conversations.open({ users: adam })).channel?.id).toBe(channel);
    }));
});

test('A list of people comes in pages as large as asked for', () =>
  withSlack(async ({ bot }) => {
    const first = await bot.client.users.list({ limit: 5 });
    expect(first.members).toHaveLength(5);
    const rest = await bot.client.users.list({
      limit: 5,
      cursor: first.response_metadata?.next_cursor ?? '',
    });
    expect(rest.members).toHaveLength(3);
    expect(rest.response_metadata?.next_cursor).toBe('');
  }));
