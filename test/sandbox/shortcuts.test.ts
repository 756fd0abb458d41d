import { describe, expect, test } from '@jest/globals';
import type { MessageShortcut } from '@slack/bolt';
import { inviteForm, plain } from './helpers/views.ts';
import { heldBack, withSlack } from './helpers/with-slack.ts';

const general = 'C0GENERAL1';
const shortcut = (name: string, type: 'global' | 'message') => ({
  name,
  type,
  callbackId: name.toLowerCase(),
  description: name,
});
const manifest = { shortcuts: [shortcut('Begin', 'global'), shortcut('Quote', 'message')] };

describe.each(['http', 'socket'] as const)('By %s, a shortcut', (delivery) => {
  test('from anywhere brings a trigger, and neither a channel nor an address to answer at', () =>
    withSlack(
      async ({ slack, bot }) => {
        bot.shortcut({ callback_id: 'begin', type: 'shortcut' }, async ({ ack, client, shortcut: used }) => {
          await client.views.open({ trigger_id: used.trigger_id, view: inviteForm() });
          await ack();
        });
        const reply = await slack.as('olivia').shortcut('Begin');
        expect(reply).toMatchObject({ ok: true, text: '' });
        expect(reply.form?.title()).toBe('Invite');
        const [sent] = slack.deliveries('shortcut');
        expect(sent).toMatchObject({
          by: delivery,
          body: {
            type: 'shortcut',
            callback_id: 'begin',
            trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/),
            action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
            user: { id: slack.as('olivia').id, username: 'olivia', team_id: 'T0ACME0001' },
            team: { id: 'T0ACME0001', domain: 'acme' },
          },
        });
        for (const absent of ['channel', 'message', 'response_url'])
          expect(sent?.body).not.toHaveProperty(absent);
      },
      { delivery, manifest },
    ));

  test('of a message brings it whole, and an address at which the app answers', () =>
    withSlack(
      async ({ slack, bot }) => {
        let used: MessageShortcut | undefined;
        bot.shortcut<MessageShortcut>({ callback_id: 'quote', type: 'message_action' }, async (args) => {
          used = args.shortcut;
          await args.ack();
          await args.respond({ text: `Quoted ${args.shortcut.message.text}`, replace_original: true });
        });
        const mia = slack.as('mia');
        const blocks = [{ type: 'section' as const, text: plain('The words') }];
        await bot.client.chat.postMessage({ channel: general, text: 'Of the app', blocks });
        await mia.say('general', 'Of <Mia>');
        const [ofApp, ofMia] = mia.messages('general');
        await ofMia?.shortcut('Quote');
        expect(used).toMatchObject({
          callback_id: 'quote',
          message_ts: ofMia?.ts,
          channel: { id: general, name: 'general' },
          message: { type: 'message', user: mia.id, ts: ofMia?.ts, text: 'Of &lt;Mia&gt;' },
        });
        // Nobody's message but the app's own is replaced.
        await mia.waitForMessage('general', 'Quoted Of <Mia>');
        expect(mia.messages('general')).toHaveLength(3);
        await ofApp?.shortcut('Quote');
        expect(used?.message).toMatchObject({ text: 'Of the app', blocks, bot_id: 'B0FLUXERA1' });
        await mia.waitForMessage('general', 'Quoted Of the app');
        expect(mia.messages('general')).toHaveLength(3);
      },
      { delivery, manifest },
    ));
});

describe('A shortcut', () => {
  test('tells the person when the app does not respond', () =>
    withSlack(
      async ({ slack, bot }) => {
        const patience = heldBack();
        bot.shortcut('begin', async ({ ack }) => {
          await patience.until;
          await ack();
        });
        expect(await slack.as('olivia').shortcut('Begin')).toEqual({
          ok: false,
          text: 'Fluxera did not respond to “Begin”. Try again?',
        });
        patience.release();
      },
      { acknowledgeWithin: 50, manifest },
    ));

  test('is not offered on what only one person sees, nor under another name', () =>
    withSlack(
      async ({ slack, bot }) => {
        const user = slack.as('mia').id;
        await bot.client.chat.postEphemeral({ channel: general, user, text: 'For you' });
        const [forMia] = slack.as('mia').messages('general');
        expect(await forMia?.shortcut('Quote')).toEqual({
          ok: false,
          text: 'Fluxera has no such shortcut here.',
        });
        expect(() => slack.as('mia').shortcut('Quote')).toThrow('no shortcut "Quote"; there are: Begin.');
        expect(slack.deliveries('message_action')).toEqual([]);
      },
      { manifest },
    ));
});
