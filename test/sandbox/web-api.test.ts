import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { inviteForm, plain } from './helpers/views.ts';
import { withSlack } from './helpers/with-slack.ts';

const general = 'C0GENERAL1';

describe('A client of the Web API', () => {
  test('is asked for its token', () =>
    withSlack(async ({ slack, bot }) => {
      const call = (token?: string) =>
        new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }).auth.test();
      await expect(call()).rejects.toThrow('not_authed');
      await expect(call('xoxb-wrong')).rejects.toThrow('invalid_auth');
      expect(await bot.client.auth.test()).toMatchObject({ team: 'Acme', team_id: 'T0ACME0001' });
    }));

  test('may do what the manifest’s scopes allow, and reads what else it would need', () =>
    withSlack(async ({ bot }) => {
      await expect(bot.client.team.info()).rejects.toMatchObject({
        data: {
          error: 'missing_scope',
          needed: 'team:read',
          provided: expect.stringContaining('chat:write'),
        },
      });
      await expect(bot.client.apiCall('no.such')).rejects.toThrow('unknown_method');
    }));

  test('reads who people are', () =>
    withSlack(async ({ slack, bot }) => {
      const info = async (name: string) => (await bot.client.users.info({ user: slack.as(name).id })).user;
      expect(await info('olivia')).toMatchObject({
        is_primary_owner: true,
        is_email_confirmed: true,
        tz: 'Europe/Berlin',
        profile: { email: 'olivia@acme.example', first_name: 'Olivia' },
      });
      expect(await info('adam')).toMatchObject({ is_admin: false, is_owner: false });
      expect(await info('gina')).toMatchObject({ is_restricted: true });
      expect(await info('stella')).toMatchObject({ is_stranger: true, team_id: 'T0OTHER001' });
      await expect(bot.client.users.info({ user: 'U404' })).rejects.toThrow('user_not_found');
      expect((await bot.client.users.lookupByEmail({ email: 'adam@acme.example' })).user?.name).toBe('adam');
    }));

  test('is refused what the manifest has not asked for', () =>
    withSlack(async ({ bot }) => {
      await expect(bot.client.conversations.list()).rejects.toMatchObject({
        data: { error: 'missing_scope', needed: 'channels:read' },
      });
    }));
});

describe('What is no call', () => {
  const post = async ({ apiUrl, botToken }: { apiUrl: string; botToken: string }, body: string) => {
    const response = await fetch(`${apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${botToken}` },
      body,
    });
    return { status: response.status, said: await response.json() };
  };

  test.each([
    ['broken JSON', '{"channel":', 'invalid_json'],
    ['JSON that is no object', '["general"]', 'json_not_object'],
  ])('%s is answered as Slack does, and stands in the inspector', (_what, body, error) =>
    withSlack(async ({ slack }) => {
      expect(await post(slack, body)).toEqual({ status: 200, said: { ok: false, error } });
      expect(slack.calls('chat.postMessage')[0]?.response).toEqual({ ok: false, error });
    }),
  );

  test('broken JSON for a response_url is refused', () =>
    withSlack(async ({ slack, bot }) => {
      let address = '';
      bot.command('/users', async ({ ack, body }) => {
        address = body.response_url;
        await ack();
      });
      await slack.as('olivia').run('/users');
      const response = await fetch(address, { method: 'POST', body: '{"text":' });
      expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_payload' }]);
    }));

  test('a message of no blocks and no text, or of blocks that are no JSON, is none', () =>
    withSlack(async ({ slack, bot }) => {
      const call = (fields: object) =>
        bot.client.apiCall('chat.postMessage', { channel: general, ...fields });
      await expect(call({ blocks: [] })).rejects.toThrow('no_text');
      await expect(call({ text: 'x', blocks: '[{' })).rejects.toThrow('invalid_blocks_format');
      await expect(bot.client.apiCall('views.open', { trigger_id: 'x', view: '{' })).rejects.toThrow(
        'invalid_arguments',
      );
      expect(slack.as('olivia').messages('general')).toEqual([]);
      await call({ text: 'Only text', blocks: [] });
      expect(slack.as('olivia').messages('general')).toMatchObject([{ text: 'Only text', blocks: [] }]);
    }));

  test('a message is changed and taken away by the id of its conversation only', () =>
    withSlack(async ({ bot }) => {
      const { chat } = bot.client;
      const { ts = '' } = await chat.postMessage({ channel: '#general', text: 'x' });
      await expect(chat.update({ channel: '#general', ts, text: 'y' })).rejects.toThrow('channel_not_found');
      await expect(chat.delete({ channel: 'general', ts })).rejects.toThrow('channel_not_found');
      await chat.update({ channel: general, ts, text: 'y' });
    }));
});

describe('Blocks that Slack would not take', () => {
  const messages: [string, unknown[], string][] = [
    ['of an unknown type', [{ type: 'sektion' }], 'unsupported type [json-pointer:/blocks/0/type]'],
    [
      'with a text that is too long',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['without a text', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
    [
      'with a field that Slack does not know',
      [{ type: 'divider', colour: 'red' }],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'with two blocks of one id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '`block_id` must be unique: a [json-pointer:/blocks/1/block_id]',
    ],
    [
      'with an initial option that is none of the options',
      [
        {
          type: 'section',
          text: plain('Role'),
          accessory: {
            type: 'static_select',
            action_id: 'role',
            options: [{ text: plain('Admin'), value: 'admin' }],
            initial_option: { text: plain('King'), value: 'king' },
          },
        },
      ],
      'must match one of the provided options [json-pointer:/blocks/0/accessory/initial_option]',
    ],
    [
      'that are too many',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
  ];

  test.each(messages)('%s are refused with the place', (_name, blocks, complaint) =>
    withSlack(async ({ bot }) => {
      const call = bot.client.apiCall('chat.postMessage', { channel: general, text: 'x', blocks });
      await expect(call).rejects.toMatchObject({
        data: { error: 'invalid_blocks', response_metadata: { messages: [`[ERROR] ${complaint}`] } },
      });
    }),
  );

  test('in a view are refused as arguments, as is a form that nobody can submit', () =>
    withSlack(async ({ slack, bot }) => {
      const complaints = async (view: unknown) => {
        const call = bot.client.apiCall('views.open', { trigger_id: 'unused', view });
        await expect(call).rejects.toThrow('invalid_arguments');
        const { response } = slack.calls('views.open').at(-1) ?? {};
        return response;
      };
      const { submit: _, ...mute } = inviteForm();
      expect(await complaints(mute)).toMatchObject({
        response_metadata: { messages: ['[ERROR] missing required field: submit [json-pointer:/view]'] },
      });
      const title = plain('A title of more than 24 chars');
      expect(await complaints(inviteForm({ title }))).toMatchObject({
        response_metadata: {
          messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
        },
      });
      expect(await complaints(inviteForm({ private_metadata: 'x'.repeat(3001) }))).toMatchObject({
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]'],
        },
      });
    }));
});

describe('The outbox', () => {
  test('shows the mails that the app could not hand over, and minds no other file', () =>
    withSlack(async ({ slack, folder }) => {
      const mail = {
        id: 'one',
        createdAt: '2026-01-02T03:04:05.000Z',
        from: { email: 'no-reply@acme.example', name: 'Fluxera' },
        to: { email: 'jane@x.com' },
        subject: 'You are invited',
        html: '<html><head></head><body><a href="http://x/">Accept</a></body></html>',
        text: 'Accept: http://x/',
      };
      await writeFile(path.join(folder, 'outbox/foreign.json'), '{"half":');
      await writeFile(path.join(folder, 'outbox/one.json'), JSON.stringify(mail));
      expect(await slack.waitForMail('jane@x.com', /invited/)).toEqual(mail);
      const shown = await fetch(`${slack.url}/sandbox/mail/one`);
      expect(shown.headers.get('content-security-policy')).toContain('sandbox');
      expect(await shown.text()).toContain('<base target="_blank">');
      expect(slack.mails()).toHaveLength(1);
    }));
});
