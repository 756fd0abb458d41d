import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { startSandbox } from '../../sandbox/index.ts';
import { button, plain } from './helpers/views.ts';
import { withSlack } from './helpers/with-slack.ts';

const general = 'C0GENERAL1';
const random = 'C0RANDOM01';

const warned = z.object({
  warning: z.string().optional(),
  response_metadata: z.object({ warnings: z.array(z.string()) }).optional(),
});

const card = (text: string) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text } },
  { type: 'actions' as const, elements: [button('Resend', 'resend')] },
];

describe('A message of the app’s', () => {
  test('arrives in its channel, is updated in place and goes', () =>
    withSlack(async ({ slack, bot }) => {
      const { chat } = bot.client;
      const posted = await chat.postMessage({ channel: general, text: 'Jane *joined* &amp; is active' });
      const ts = posted.ts ?? '';
      const adam = slack.as('adam');
      expect(await adam.waitForMessage('general', /joined/)).toMatchObject({
        text: 'Jane joined & is active',
      });
      await chat.update({ channel: general, ts, text: 'Two people joined' });
      expect(adam.messages('general').map(({ text }) => text)).toEqual(['Two people joined']);
      const { permalink = '' } = await chat.getPermalink({ channel: general, message_ts: ts });
      expect((await fetch(permalink, { redirect: 'manual' })).status).toBe(302);
      await chat.delete({ channel: general, ts });
      expect(adam.messages('general')).toEqual([]);
      await expect(chat.update({ channel: general, ts, text: 'x' })).rejects.toThrow('message_not_found');
    }));

  test('to a person’s id is a direct message that nobody else sees', () =>
    withSlack(async ({ slack, bot }) => {
      const { channel } = await bot.client.chat.postMessage({ channel: slack.as('mia').id, text: 'For you' });
      expect(channel).toMatch(/^D/);
      expect(slack.as('mia').messages('dm')).toHaveLength(1);
      expect(slack.as('adam').messages('dm')).toEqual([]);
    }));

  test('needs the app to be in the channel, which it can join', () =>
    withSlack(async ({ slack, bot }) => {
      const { chat, conversations } = bot.client;
      const post = () => chat.postMessage({ channel: random, text: 'Hello' });
      await expect(post()).rejects.toThrow('not_in_channel');
      await expect(chat.postMessage({ channel: 'C404', text: 'x' })).rejects.toThrow('channel_not_found');
      await conversations.join({ channel: random });
      await post();
      expect(slack.as('victor').messages('random')).toHaveLength(1);
    }));

  test('gets Slack’s warnings: without a text for notifications, and by its content type', () =>
    withSlack(async ({ slack, bot }) => {
      const post = async (contentType: string, body: object) => {
        const answer = await fetch(`${slack.apiUrl}chat.postMessage`, {
          method: 'POST',
          headers: { 'content-type': contentType, authorization: `Bearer ${slack.botToken}` },
          body: body instanceof URLSearchParams ? body.toString() : JSON.stringify(body),
        });
        const { warning, response_metadata } = warned.parse(await answer.json());
        expect(response_metadata?.warnings).toEqual(warning?.split(','));
        expect(slack.calls('chat.postMessage').at(-1)?.warnings.join()).toBe(warning ?? '');
        return warning;
      };
      const json = 'application/json; charset=utf-8';
      const form = 'application/x-www-form-urlencoded';
      const text = { channel: general, text: 'Hello' };
      expect(await post(json, text)).toBeUndefined();
      expect(await post(form, new URLSearchParams(text))).toBeUndefined();
      expect(await post(json, { channel: general, blocks: card('Hello') })).toBe('missing_text_in_message');
      expect(await post('application/json', text)).toBe('missing_charset');
      expect(await post(`${form}; charset=utf-8`, new URLSearchParams(text))).toBe('superfluous_charset');
      await expect(bot.client.chat.postMessage({ channel: general, text: '' })).rejects.toThrow('no_text');
    }));
});

describe('A button', () => {
  test('is told from its twins by what stands near, and its message changes through the response URL', () =>
    withSlack(async ({ slack, bot }) => {
      bot.action('resend', async ({ ack, respond, body }) => {
        await ack();
        if (!('message' in body)) return;
        await respond({ replace_original: true, text: `Resent by ${body.user.id}` });
      });
      for (const address of ['jane@x.com', 'joe@x.com'])
        await bot.client.chat.postMessage({ channel: general, text: address, blocks: card(address) });
      const olivia = slack.as('olivia');
      await olivia.click('Resend', { near: 'jane@x.com' });
      await olivia.waitForMessage('general', /Resent/);
      expect(olivia.messages('general').map(({ text }) => text.split('\n')[0])).toEqual([
        `Resent by ${olivia.id}`,
        'joe@x.com',
      ]);
    }));

  test('of a certain message is pressed in it, as the message is by then', () =>
    withSlack(async ({ slack, bot }) => {
      const { chat } = bot.client;
      const pressed: string[] = [];
      bot.action('resend', async ({ ack, body }) => {
        await ack();
        if ('message' in body) pressed.push(body.message?.text ?? '');
      });
      for (const text of ['First', 'Second'])
        await chat.postMessage({ channel: general, text, blocks: card(text) });
      const olivia = slack.as('olivia');
      const [first] = olivia.messages('general');
      if (!first) throw new Error('no message');
      await first.click('Resend');
      const [header] = card('First');
      const confirm = { text: plain('Send it again?') };
      const actions = { type: 'actions' as const, elements: [{ ...button('Again', 'resend'), confirm }] };
      const clicked = first.click('Again', { deny: true });
      if (header)
        await chat.update({ channel: general, ts: first.ts, text: 'First', blocks: [header, actions] });
      expect(await clicked).toEqual({ confirmation: 'Send it again?' });
      await first.click('Again');
      expect(pressed).toEqual(['First', 'First']);
    }));

  test('in a message for one person works, and that message can be deleted', () =>
    withSlack(async ({ slack, bot }) => {
      bot.action('resend', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
      const olivia = slack.as('olivia');
      await bot.client.chat.postEphemeral({
        channel: general,
        user: olivia.id,
        text: 'Resend?',
        blocks: card('Resend?'),
      });
      expect(slack.as('adam').messages('general')).toEqual([]);
      await olivia.click('Resend');
      await slack.until(() => (olivia.messages('general').length === 0 ? true : undefined), 'it to go');
    }));

  test('that asks first sends nothing when the person says no', () =>
    withSlack(async ({ slack, bot }) => {
      const confirm = { text: plain('The link dies.'), title: plain('Cancel?') };
      const element = { ...button('Cancel Invitation', 'cancel'), confirm };
      const blocks = [{ type: 'actions' as const, elements: [element] }];
      await bot.client.chat.postMessage({ channel: general, text: 'x', blocks });
      const answer = await slack.as('olivia').click('Cancel Invitation', { deny: true });
      expect(answer).toEqual({ confirmation: 'The link dies.' });
      expect(slack.deliveries('block_actions')).toEqual([]);
    }));

  test('below an answer is told from its twin by its value, and has an icon of its own', () =>
    withSlack(async ({ slack, bot }) => {
      const pressed: unknown[] = [];
      bot.action(/opinion|delete/, async ({ ack, action }) => {
        pressed.push(action);
        await ack();
      });
      const blocks: KnownBlock[] = [
        {
          type: 'context_actions',
          elements: [
            {
              type: 'feedback_buttons',
              action_id: 'opinion',
              positive_button: { text: plain('Good Answer'), value: 'good' },
              negative_button: { text: plain('Bad Answer'), value: 'bad' },
            },
            { type: 'icon_button', icon: 'trash', text: plain('Delete'), action_id: 'delete' },
          ],
        },
      ];
      await bot.client.chat.postMessage({ channel: general, text: 'x', blocks });
      const olivia = slack.as('olivia');
      expect(olivia.messages('general')[0]?.buttons).toEqual(['Good Answer', 'Bad Answer', 'Delete']);
      await olivia.click('Bad Answer');
      await olivia.click('Delete');
      expect(pressed).toMatchObject([
        { type: 'feedback_buttons', action_id: 'opinion', text: plain('Bad Answer'), value: 'bad' },
        { type: 'icon_button', action_id: 'delete', icon: 'trash' },
      ]);
    }));

  test('that is not there is answered by those that are', () =>
    withSlack(async ({ slack, bot }) => {
      await bot.client.chat.postMessage({ channel: general, text: 'x', blocks: card('x') });
      await expect(slack.as('olivia').click('Delete', { timeout: 10 })).rejects.toThrow('there are: Resend');
    }));
});

describe('The home tab', () => {
  test('is published when a person opens it, for that person', () =>
    withSlack(async ({ slack, bot }) => {
      bot.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: card(`Hello ${event.user}`) },
        });
      });
      const home = await slack.as('mia').openHome();
      expect(home).toEqual({ text: `Hello ${slack.as('mia').id}\n[Resend]`, buttons: ['Resend'] });
      expect(slack.as('adam').home()).toBeUndefined();
    }));
});

describe('A sandbox that is started again', () => {
  test('knows its secrets and shows the old messages', () =>
    withSlack(async ({ folder }) => {
      const options = {
        port: 0,
        dataDir: path.join(folder, 'data'),
        outboxDir: path.join(folder, 'outbox'),
        botUrl: () => 'http://127.0.0.1:1',
      };
      const first = await startSandbox(options);
      await first.as('olivia').say('general', 'Good morning');
      await first.as('olivia').run('/nonsense');
      await first.stop();
      const second = await startSandbox(options);
      expect(second.botToken).toBe(first.botToken);
      expect(second.signingSecret).toBe(first.signingSecret);
      expect(
        second
          .as('mia')
          .messages('general')
          .map(({ text }) => text),
      ).toEqual(['Good morning']);
      await second.stop();
    }));

  test('says so when its port is taken', () =>
    withSlack(async ({ slack, folder }) => {
      const port = Number(new URL(slack.url).port);
      const outboxDir = path.join(folder, 'outbox');
      await expect(startSandbox({ port, outboxDir, botUrl: () => '' })).rejects.toMatchObject({
        code: 'EADDRINUSE',
      });
    }));
});
