import { describe, expect, test } from '@jest/globals';
import type { SlackOptions, ViewClosedAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { inviteForm, plain } from './helpers/views.ts';
import { heldBack, type Scene, withSlack } from './helpers/with-slack.ts';

const modes = ['http', 'socket'] as const;
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase().replaceAll(' ', '-') });
const everybody = ['Jane Doe', 'Jane Roe', 'Joe Bloggs'].map(option);
const menu = (extra: object = {}): KnownBlock => ({
  type: 'actions',
  block_id: 'who',
  elements: [{ type: 'external_select', action_id: 'find', placeholder: plain('Find somebody'), ...extra }],
});
const field: KnownBlock = {
  type: 'input',
  block_id: 'people',
  label: plain('People'),
  element: { type: 'multi_external_select', action_id: 'find', min_query_length: 1 },
};

/** An app whose menus find people by what their names begin with. */
function finds({ bot }: Scene) {
  const asked: SlackOptions[] = [];
  const chosen: unknown[] = [];
  bot.options('find', async ({ ack, body, payload }) => {
    asked.push(body);
    await ack({ options: everybody.filter(({ text }) => text.text.startsWith(payload.value)) });
  });
  bot.action('find', async ({ ack, action }) => {
    await ack();
    chosen.push(action);
  });
  return { asked, chosen };
}

describe('A menu whose options the app looks up', () => {
  const openMenu = (test: (scene: Scene) => Promise<void>, delivery: (typeof modes)[number]) =>
    withSlack(
      async (scene) => {
        const blocks = [menu()];
        await scene.bot.client.chat.postMessage({ channel: 'C0GENERAL1', text: 'Who?', blocks });
        await test(scene);
      },
      { delivery, manifest: { hasOptionsUrl: false } },
    );

  test('has no options by HTTP where the manifest does not say whom Slack asks for them', () =>
    openMenu(async (scene) => {
      const { asked } = finds(scene);
      await expect(scene.slack.as('olivia').menu('Find somebody').suggestions('Jane')).rejects.toThrow(
        'the manifest has no message_menu_options_url',
      );
      expect(asked).toEqual([]);
    }, 'http'));

  test('has them by Socket Mode without an address', () =>
    openMenu(async (scene) => {
      finds(scene);
      expect(await scene.slack.as('olivia').menu('Find somebody').suggestions('Jane')).toEqual([
        'Jane Doe',
        'Jane Roe',
      ]);
    }, 'socket'));
});

describe.each(modes)('By %s, a menu whose options the app looks up', (delivery) => {
  test('offers them in a form, and the form brings what was chosen', () =>
    withSlack(
      async (scene) => {
        const { slack, bot } = scene;
        const { asked } = finds(scene);
        let received: unknown;
        bot.command('/invite', async ({ ack, client, command }) => {
          await ack();
          await client.views.open({ trigger_id: command.trigger_id, view: inviteForm({ blocks: [field] }) });
        });
        bot.view('invite', async ({ ack, view }) => {
          received = view.state.values;
          await ack();
        });
        const olivia = slack.as('olivia');
        await olivia.run('/invite');
        const form = await olivia.form();
        expect(await form.suggestions('People', 'Ja')).toEqual(['Jane Doe', 'Jane Roe']);
        expect(await form.suggestions('People', 'Jo')).toEqual(['Joe Bloggs']);
        expect(asked[0]).toMatchObject({
          type: 'block_suggestion',
          block_id: 'people',
          action_id: 'find',
          value: 'Ja',
          view: { callback_id: 'invite' },
          container: { type: 'view', view_id: form.viewId },
        });
        await form.fill({ People: ['Jane Roe', 'Joe Bloggs'] }).submit();
        const selected_options = everybody.slice(1);
        expect(received).toEqual({ people: { find: { type: 'multi_external_select', selected_options } } });
      },
      { delivery },
    ));

  test('offers them in a message and on the home tab, where choosing acts at once', () =>
    withSlack(
      async (scene) => {
        const { slack, bot } = scene;
        const { asked, chosen } = finds(scene);
        const olivia = slack.as('olivia');
        await bot.client.chat.postMessage({ channel: 'C0GENERAL1', text: 'x', blocks: [menu()] });
        const inMessage = olivia.menu('Find somebody');
        expect(await inMessage.suggestions('Jan')).toEqual(['Jane Doe', 'Jane Roe']);
        await inMessage.choose('Jane Doe');
        expect(asked[0]).toMatchObject({ channel: { id: 'C0GENERAL1' }, message: { text: 'x' } });
        const placeholder = plain('Find at home');
        const view = { type: 'home' as const, blocks: [menu({ placeholder })] };
        await bot.client.views.publish({ user_id: olivia.id, view });
        const atHome = olivia.menu('Find at home');
        expect(await atHome.suggestions('Joe')).toEqual(['Joe Bloggs']);
        await atHome.choose('Joe Bloggs');
        expect(asked[1]).toMatchObject({ view: { type: 'home' } });
        expect(chosen).toMatchObject([
          { type: 'external_select', block_id: 'who', selected_option: option('Jane Doe') },
          { type: 'external_select', selected_option: option('Joe Bloggs') },
        ]);
      },
      { delivery },
    ));

  test('offers nothing, and says why, where the app answers late or with more than Slack takes', () =>
    withSlack(
      async ({ slack, bot }) => {
        const patience = heldBack();
        let count = 100;
        bot.options('find', async ({ ack, payload }) => {
          if (payload.value === 'late') await patience.until;
          const options = Array.from({ length: count }, (_, at) => option(`Person ${at}`));
          if (payload.value === 'grouped') await ack({ option_groups: [{ label: plain('All'), options }] });
          else await ack({ options });
        });
        await bot.client.chat.postMessage({ channel: 'C0GENERAL1', text: 'x', blocks: [menu()] });
        const { suggestions } = slack.as('olivia').menu('Find somebody');
        expect(await suggestions('all')).toHaveLength(100);
        expect((await suggestions('grouped'))[99]).toBe('All: Person 99');
        count = 101;
        await expect(suggestions('all')).rejects.toThrow(
          'no more than 100 items allowed [json-pointer:/options]',
        );
        await expect(suggestions('grouped')).rejects.toThrow('[json-pointer:/option_groups/0/options]');
        await expect(suggestions('late')).rejects.toThrow('Fluxera did not answer with options.');
        patience.release();
      },
      { delivery, acknowledgeWithin: 300 },
    ));

  test('asks only when enough is typed: three characters, unless it says otherwise', () =>
    withSlack(
      async (scene) => {
        const { slack, bot } = scene;
        finds(scene);
        for (const extra of [{}, { min_query_length: 0, placeholder: plain('Find anybody') }])
          await bot.client.chat.postMessage({ channel: 'C0GENERAL1', text: 'x', blocks: [menu(extra)] });
        const olivia = slack.as('olivia');
        expect(await olivia.menu('Find somebody').suggestions('Ja')).toEqual([]);
        expect(slack.deliveries('block_suggestion')).toEqual([]);
        expect(await olivia.menu('Find anybody').suggestions('')).toHaveLength(3);
        expect(() => olivia.menu('Find nobody')).toThrow('there are: Find anybody, Find somebody.');
      },
      { delivery },
    ));
});

describe.each(modes)('By %s, a stack of forms', (delivery) => {
  const stack = async ({ slack, bot }: Scene, extra: object = {}) => {
    const heard: { title: string; is_cleared: boolean }[] = [];
    const view = (title: string) =>
      inviteForm({ title: plain(title), notify_on_close: true, blocks: [], ...extra });
    bot.command('/invite', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: view('First') });
    });
    bot.view('invite', ({ ack }) => ack({ response_action: 'push', view: view('Second') }));
    bot.view<ViewClosedAction>({ callback_id: 'invite', type: 'view_closed' }, async ({ ack, body }) => {
      heard.push({ title: body.view.title.text, is_cleared: body.is_cleared });
      await ack();
    });
    const olivia = slack.as('olivia');
    await olivia.run('/invite');
    const { form } = await (await olivia.form('First')).submit();
    if (!form) throw new Error('no second form');
    return { olivia, second: form, heard };
  };

  test('is left by the button one by one, and the app hears of each', () =>
    withSlack(
      async (scene) => {
        const { olivia, second, heard } = await stack(scene);
        await second.cancel();
        expect((await olivia.form()).title()).toBe('First');
        await (await olivia.form()).cancel();
        expect(heard).toEqual([
          { title: 'Second', is_cleared: false },
          { title: 'First', is_cleared: false },
        ]);
      },
      { delivery },
    ));

  test.each(['the cross', 'clear_on_close'])('goes whole by %s', (how) =>
    withSlack(
      async (scene) => {
        const { olivia, second, heard } = await stack(scene, { clear_on_close: how === 'clear_on_close' });
        await (how === 'the cross' ? second.dismiss() : second.cancel());
        expect(olivia.hasForm()).toBe(false);
        expect(heard).toEqual([
          { title: 'Second', is_cleared: true },
          { title: 'First', is_cleared: true },
        ]);
      },
      { delivery },
    ),
  );

  test.each([
    ['an error at a block that is no field', { response_action: 'errors', errors: { nowhere: 'No.' } }],
    ['an error without words', { response_action: 'errors', errors: { email: '' } }],
    ['no error at all', { response_action: 'errors', errors: {} }],
    ['an action that Slack does not have', { response_action: 'explode' }],
    ['a view that is none', { response_action: 'update', view: { type: 'modal' } }],
  ])('stays open, with Slack’s own words, after %s', (_what, answer) =>
    withSlack(
      async ({ slack, bot }) => {
        bot.command('/invite', async ({ ack, client, command }) => {
          await ack();
          await client.views.open({ trigger_id: command.trigger_id, view: inviteForm() });
        });
        // What Bolt's types forbid, somebody without them sends.
        bot.view('invite', ({ ack }) => ack(JSON.parse(JSON.stringify(answer))));
        const olivia = slack.as('olivia');
        await olivia.run('/invite');
        const filled = { 'Email Address': 'jane@x.com', Role: 'Admin' };
        const { failed } = await (await olivia.form()).fill(filled).submit();
        expect(failed).toMatch(/^We had some trouble connecting\. Try again\? \(.+\)$/);
        expect(olivia.hasForm()).toBe(true);
      },
      { delivery },
    ),
  );
});
