import { describe, expect, test } from '@jest/globals';
import { heldBack, withSlack } from './helpers/with-slack.ts';

describe('A person who types a command', () => {
  test('reaches a real Bolt app, signed and in Slack’s shape', () =>
    withSlack(async ({ slack, bot }) => {
      bot.command('/invite', async ({ command, ack }) => {
        await ack(`${command.user_name} in ${command.channel_name}: ${command.text}`);
      });
      const reply = await slack.as('olivia').run('/invite', { channel: 'random', text: 'a@x.com <b>' });
      expect(reply).toEqual({ ok: true, text: 'olivia in random: a@x.com <b>' });
      expect(slack.as('olivia').messages('random').at(-1)).toMatchObject({ ephemeral: true });
      expect(slack.as('adam').messages('random')).toEqual([]);
      expect(slack.deliveries('command')[0]?.body).toMatchObject({
        team_id: 'T0ACME0001',
        team_domain: 'acme',
        is_enterprise_install: 'false',
        response_url: expect.stringContaining('http'),
        trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/),
      });
    }));

  test('has to be in the channel, and cannot write to an app that does not want it', () =>
    withSlack(async ({ slack, bot }) => {
      bot.command('/users', ({ ack }) => ack('Everybody'));
      const refused = { ok: false, text: 'You are not in this channel.' };
      expect(await slack.as('gina').run('/users', { channel: 'random' })).toEqual(refused);
      const off = { ok: false, text: 'Sending messages to this app has been turned off.' };
      expect(await slack.as('gina').run('/users', { channel: 'dm' })).toEqual(off);
      await slack.as('gina').say('dm', 'Hello');
      expect(slack.as('gina').messages('dm')).toEqual([]);
      expect(slack.deliveries()).toEqual([]);
      expect((await slack.as('gina').run('/users')).text).toBe('Everybody');
    }));

  test('writes to an app whose manifest says that people may', () =>
    withSlack(
      async ({ slack, bot }) => {
        bot.command('/users', ({ ack }) => ack('Everybody'));
        expect((await slack.as('gina').run('/users', { channel: 'dm' })).text).toBe('Everybody');
        await slack.as('gina').say('dm', 'Hello');
        expect(slack.as('gina').messages('dm').at(-1)?.text).toBe('Hello');
      },
      { manifest: { hasMessages: true } },
    ));

  test('is answered in the channel where the app says so', () =>
    withSlack(async ({ slack, bot }) => {
      bot.command('/users', ({ ack }) => ack({ response_type: 'in_channel', text: 'Everybody' }));
      await slack.as('mia').run('/users');
      expect(slack.as('victor').messages('general').at(-1)?.text).toBe('Everybody');
    }));

  test('is told when the app does not answer within the time that Slack gives', () =>
    withSlack(
      async ({ slack, bot }) => {
        const patience = heldBack();
        bot.command('/invite', async ({ ack }) => {
          await patience.until;
          await ack();
        });
        const reply = await slack.as('olivia').run('/invite');
        expect(reply).toEqual({ ok: false, text: '/invite failed because the app did not respond.' });
        expect(slack.as('olivia').messages('general').at(-1)?.text).toBe(reply.text);
        patience.release();
      },
      { acknowledgeWithin: 50 },
    ));

  test('is told when there is no such command, and when the app is not there', () =>
    withSlack(
      async ({ slack }) => {
        const olivia = slack.as('olivia');
        expect((await olivia.run('/nonsense')).text).toContain('/nonsense is not a valid command');
        expect((await olivia.run('/invite')).text).toContain('dispatch_failed');
      },
      { botUrl: () => 'http://127.0.0.1:1' },
    ));

  test('is answered by the response URL five times, for thirty minutes', () => {
    let minutes = 0;
    return withSlack(
      async ({ slack, bot }) => {
        const urls: string[] = [];
        bot.command('/invite', async ({ ack, command }) => {
          urls.push(command.response_url);
          await ack();
        });
        await slack.as('olivia').run('/invite');
        await slack.as('olivia').run('/invite');
        const [first = '', second = ''] = urls;
        const use = async (url: string) =>
          (
            await fetch(url, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ text: 'hello', response_type: 'in_channel' }),
            })
          ).text();
        for (let at = 0; at < 5; at += 1) expect(await use(first)).toBe('ok');
        expect(await use(first)).toContain('used_url');
        expect(slack.as('adam').messages('general')).toHaveLength(5);
        minutes = 31;
        expect(await use(second)).toContain('expired_url');
      },
      { now: () => new Date(Date.now() + minutes * 60_000) },
    );
  });
});

describe('A request that Slack did not sign', () => {
  const event = JSON.stringify({ type: 'event_callback', event: { type: 'app_home_opened' } });
  const raw = { contentType: 'application/json' };

  test('is refused by Bolt, as is one that is too old', () =>
    withSlack(async ({ slack }) => {
      expect(await slack.deliver(event, { ...raw, signature: 'v0=wrong' })).toMatchObject({ status: 401 });
      const old = Math.floor(Date.now() / 1000) - 600;
      expect(await slack.deliver(event, { ...raw, timestamp: old })).toMatchObject({ status: 401 });
      expect(await slack.deliver('{"type":"url_verification","challenge":"abc"}', raw)).toMatchObject({
        status: 200,
        body: expect.stringContaining('abc'),
      });
    }));
});
