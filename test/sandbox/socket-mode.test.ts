import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { connect, connectionUrl } from './helpers/raw-connection.ts';
import { button, inviteForm } from './helpers/views.ts';
import { withSlack } from './helpers/with-slack.ts';

const socket = { delivery: 'socket' as const };
/** Without an address at which the bot could be reached. */
const raw = { delivery: 'socket' as const, acknowledgeWithin: 50 };

/** A sandbox whose only connections are those that the test opens. */
const withoutBot = (test: Parameters<typeof withSlack>[0], options: Parameters<typeof withSlack>[1] = {}) =>
  withSlack(
    async (scene) => {
      await scene.bot.stop();
      const { slack } = scene;
      await slack.until(() => slack.connections() === 0 || undefined, 'the bot to be gone');
      await test(scene);
    },
    { ...raw, ...options },
  );

describe('A person whose app has a Socket Mode connection', () => {
  test('types a command, fills a form, presses a button and opens the home tab, all without HTTP', () =>
    withSlack(async ({ slack, bot }) => {
      bot.command('/invite', async ({ ack, client, command }) => {
        await ack(`Hello ${command.user_name}`);
        await client.views.open({ trigger_id: command.trigger_id, view: inviteForm() });
      });
      bot.view('invite', ({ ack }) =>
        ack({ response_action: 'errors', errors: { email: 'Already invited.' } }),
      );
      bot.action('resend', async ({ ack, respond }) => {
        await ack();
        await respond('Resent');
      });
      bot.event('app_home_opened', async ({ event, client }) => {
        const blocks = [{ type: 'actions' as const, elements: [button('Resend', 'resend')] }];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
        await client.chat.postMessage({ channel: 'C0GENERAL1', text: 'Resend?', blocks });
      });
      const olivia = slack.as('olivia');
      expect((await olivia.run('/invite')).text).toBe('Hello olivia');
      const form = await olivia.form();
      form.fill({ 'Email Address': 'jane@x.com', Role: 'Viewer' });
      expect(await form.submit()).toEqual({ errors: { 'Email Address': 'Already invited.' } });
      await form.cancel();
      expect((await olivia.openHome()).buttons).toEqual(['Resend']);
      await olivia.waitForMessage('general', 'Resend');
      await olivia.click('Resend');
      await olivia.waitForMessage('general', 'Resent');
      expect(slack.deliveries().map(({ by, kind }) => `${by} ${kind}`)).toEqual([
        'socket command',
        'socket view_submission',
        'socket app_home_opened',
        'socket block_actions',
      ]);
    }, socket));

  test.each(['refresh_requested', 'warning'] as const)(
    'is answered again by itself after Slack has said %s',
    (reason) =>
      withSlack(async ({ slack, bot }) => {
        bot.command('/users', ({ ack }) => ack('Everybody'));
        slack.faults.inject({ fault: 'disconnected', reason });
        await slack.until(() => slack.connections() === 0 || undefined, 'the bot to be gone');
        expect((await slack.as('mia').run('/users')).text).toContain('has no Socket Mode connection open');
        await slack.until(() => slack.connections() === 1 || undefined, 'the bot to be back');
        expect((await slack.as('mia').run('/users')).text).toBe('Everybody');
      }, socket),
  );
});

describe('A Socket Mode connection', () => {
  test('is greeted, pinged, and given envelopes that it acknowledges by their number', () =>
    withoutBot(async ({ slack }) => {
      const connection = await connect(slack);
      expect(await connection.next()).toEqual({
        type: 'hello',
        num_connections: 1,
        debug_info: expect.objectContaining({ host: expect.any(String) }),
        connection_info: { app_id: 'A0FLUXERA1' },
      });
      await connection.pinged;
      const reply = slack.as('olivia').run('/invite', { text: 'a@x.com' });
      const envelope = await connection.next();
      expect(envelope).toMatchObject({
        type: 'slash_commands',
        accepts_response_payload: true,
        payload: { command: '/invite', text: 'a@x.com', user_name: 'olivia' },
      });
      connection.acknowledge('another number', { text: 'Not this one' });
      connection.acknowledge(envelope.envelope_id, { text: 'Invited' });
      expect(await reply).toEqual({ ok: true, text: 'Invited' });
      await connection.close();
    }));

  test('is told of events with the number of the try, and may answer nothing', () =>
    withoutBot(async ({ slack, bot }) => {
      const connection = await connect(slack);
      await connection.next();
      const mia = slack.as('mia');
      const opened = mia.openHome();
      const envelope = await connection.next();
      expect(envelope).toMatchObject({
        type: 'events_api',
        accepts_response_payload: false,
        retry_attempt: 0,
        retry_reason: '',
        payload: { type: 'event_callback', event: { type: 'app_home_opened' } },
      });
      connection.acknowledge(envelope.envelope_id, { text: 'ignored' });
      await slack.until(() => slack.deliveries('app_home_opened')[0], 'the acknowledgement');
      expect(slack.deliveries('app_home_opened')[0]).toMatchObject({ status: 200 });
      await bot.client.views.publish({ user_id: mia.id, view: { type: 'home', blocks: [] } });
      await opened;
      await connection.close();
    }));

  test('is told again of an event that it did not acknowledge, with the number of the try', () =>
    withoutBot(
      async ({ slack, bot }) => {
        const connection = await connect(slack);
        await connection.next();
        const mia = slack.as('mia');
        const opened = mia.openHome();
        const tries = [];
        for (let at = 0; at < 3; at += 1) tries.push(await connection.next());
        expect(tries).toMatchObject([
          { retry_attempt: 0, retry_reason: '' },
          { retry_attempt: 1, retry_reason: 'timeout' },
          { retry_attempt: 2, retry_reason: 'timeout' },
        ]);
        expect(new Set(tries.map(({ envelope_id }) => envelope_id)).size).toBe(3);
        expect(tries[2]?.payload).toEqual(tries[0]?.payload);
        connection.acknowledge(tries[2]?.envelope_id);
        await slack.until(() => slack.deliveries('app_home_opened')[2], 'the acknowledgement');
        expect(slack.deliveries('app_home_opened')).toMatchObject([{}, {}, { status: 200 }]);
        await bot.client.views.publish({ user_id: mia.id, view: { type: 'home', blocks: [] } });
        await opened;
        await connection.close();
      },
      { eventRetries: [0, 0, 0] },
    ));

  test('that does not acknowledge in time leaves the person with Slack’s words', () =>
    withoutBot(async ({ slack }) => {
      const connection = await connect(slack);
      expect((await slack.as('olivia').run('/invite')).text).toBe(
        '/invite failed because the app did not respond.',
      );
      await connection.close();
    }));

  test('is one of up to ten, of which one receives, each in its turn', () =>
    withoutBot(async ({ slack }) => {
      const ten = [];
      for (let at = 0; at < 10; at += 1) ten.push(await connect(slack));
      const greetings = await Promise.all(ten.map((one) => one.next()));
      expect(greetings.map((one) => one.num_connections)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      const eleventh = await connect(slack);
      expect(await eleventh.next()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
      await eleventh.closed;
      for (const connection of ten) {
        const reply = slack.as('olivia').run('/users');
        const { envelope_id } = await connection.next();
        connection.acknowledge(envelope_id);
        expect(await reply).toEqual({ ok: true, text: '' });
      }
      for (const connection of ten) await connection.close();
    }));

  test('is refused where the app does not use Socket Mode', () =>
    withSlack(async ({ slack }) => {
      const connection = await connect(slack);
      expect(await connection.next()).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
      await connection.closed;
    }));
});

describe('The address of a connection', () => {
  test('is given for the app-level token only, which is good for nothing else', () =>
    withSlack(async ({ slack, bot }) => {
      await expect(connectionUrl(slack, slack.botToken)).rejects.toThrow('not_allowed_token_type');
      await expect(bot.client.auth.test({ token: slack.appToken })).rejects.toThrow('not_allowed_token_type');
      expect(await connectionUrl(slack)).toMatch(/^ws:.*\/link\/\?ticket=/);
    }));

  test('opens one connection', () =>
    withoutBot(async ({ slack }) => {
      const url = await connectionUrl(slack);
      const first = new WebSocket(url);
      await once(first, 'message');
      const second = new WebSocket(url);
      const [error] = await once(second, 'error');
      expect(String(error)).toContain('401');
      first.close();
      await once(first, 'close');
    }));
});
