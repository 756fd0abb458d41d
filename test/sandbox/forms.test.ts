import { describe, expect, test } from '@jest/globals';
import { button, inviteForm, plain } from './helpers/views.ts';
import { heldBack, type Scene, withSlack } from './helpers/with-slack.ts';

function opensOnInvite({ bot }: Scene, view = inviteForm()) {
  bot.command('/invite', async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view });
  });
}

describe('A person with a form', () => {
  test('fills it by its labels and sees it close', () =>
    withSlack(async (scene) => {
      const { slack, bot } = scene;
      opensOnInvite(scene);
      let received: unknown;
      bot.view('invite', async ({ ack, view }) => {
        received = view.state.values;
        await ack();
      });
      const olivia = slack.as('olivia');
      await olivia.run('/invite');
      const form = await olivia.form();
      form.fill({ 'Email Address': 'jane@x.com', Role: 'Viewer' });
      expect(await form.submit()).toEqual({ closed: true });
      expect(olivia.hasForm()).toBe(false);
      expect(received).toEqual({
        email: { value: { type: 'email_text_input', value: 'jane@x.com' } },
        role: {
          value: { type: 'static_select', selected_option: { text: plain('Viewer'), value: 'viewer' } },
        },
      });
    }));

  test('learns from Slack what is missing before the app is asked', () =>
    withSlack(async (scene) => {
      opensOnInvite(scene);
      const olivia = scene.slack.as('olivia');
      await olivia.run('/invite');
      const form = await olivia.form();
      expect(await form.fill({ 'Email Address': 'nonsense' }).submit()).toEqual({
        errors: {
          'Email Address': 'Please enter a valid email address.',
          Role: 'Please complete this required field.',
        },
      });
      expect(scene.slack.deliveries('view_submission')).toEqual([]);
    }));

  test('sees the app’s errors beside the fields and loses nothing', () =>
    withSlack(async (scene) => {
      opensOnInvite(scene);
      scene.bot.view('invite', ({ ack }) =>
        ack({ response_action: 'errors', errors: { email: 'Already invited.' } }),
      );
      const olivia = scene.slack.as('olivia');
      await olivia.run('/invite');
      const form = (await olivia.form()).fill({ 'Email Address': 'jane@x.com', Role: 'Admin' });
      expect(await form.submit()).toEqual({ errors: { 'Email Address': 'Already invited.' } });
      expect(form.values()).toEqual({ 'Email Address': 'jane@x.com', Role: 'admin' });
    }));

  test('sees it updated, another one on top, and all of them go', () =>
    withSlack(async (scene) => {
      opensOnInvite(scene);
      const answers = [
        { response_action: 'update', view: inviteForm({ title: plain('Review') }) },
        { response_action: 'push', view: inviteForm({ title: plain('Sure?') }) },
        { response_action: 'clear' },
      ] as const;
      let at = 0;
      scene.bot.view('invite', async ({ ack }) => {
        const answer = answers[at];
        at += 1;
        if (answer) await ack(answer);
      });
      const olivia = scene.slack.as('olivia');
      await olivia.run('/invite');
      const filled = { 'Email Address': 'jane@x.com', Role: 'Admin' };
      const review = (await (await olivia.form()).fill(filled).submit()).form;
      expect(review?.title()).toBe('Review');
      expect(review?.values()).toEqual({ 'Email Address': 'jane@x.com', Role: 'admin' });
      const sure = (await review?.submit())?.form;
      expect(sure?.title()).toBe('Sure?');
      expect(await sure?.fill(filled).submit()).toEqual({ closed: true });
      expect(olivia.hasForm()).toBe(false);
    }));

  test('keeps it open, as it was, when the app does not answer', () =>
    withSlack(
      async (scene) => {
        opensOnInvite(scene);
        const patience = heldBack();
        scene.bot.view('invite', async ({ ack }) => {
          await patience.until;
          await ack();
        });
        const olivia = scene.slack.as('olivia');
        await olivia.run('/invite');
        const form = (await olivia.form()).fill({ 'Email Address': 'jane@x.com', Role: 'Admin' });
        expect(await form.submit()).toEqual({ failed: 'We had some trouble connecting. Try again?' });
        expect((await olivia.form()).values()).toMatchObject({ 'Email Address': 'jane@x.com' });
        patience.release();
      },
      { acknowledgeWithin: 300 },
    ));

  test('who cancels it is heard of where the app asked for that', () =>
    withSlack(async (scene) => {
      opensOnInvite(scene, inviteForm({ notify_on_close: true }));
      const closed: string[] = [];
      scene.bot.view({ callback_id: 'invite', type: 'view_closed' }, async ({ ack, view }) => {
        closed.push(view.id);
        await ack();
      });
      const olivia = scene.slack.as('olivia');
      await olivia.run('/invite');
      const form = await olivia.form();
      await form.cancel();
      expect(closed).toEqual([form.viewId]);
    }));

  test('who looks for a field or option that is not there reads which there are', () =>
    withSlack(async (scene) => {
      opensOnInvite(scene);
      const olivia = scene.slack.as('olivia');
      await olivia.run('/invite');
      const form = await olivia.form();
      expect(() => form.fill({ Phone: '1' })).toThrow('no field "Phone"; it has: Email Address, Role.');
      expect(() => form.fill({ Role: 'King' })).toThrow('no option "King"; it has: Admin, Member, Viewer.');
    }));
});

describe('A trigger', () => {
  const noted = ({ bot }: Scene) => {
    const triggers: string[] = [];
    bot.command('/invite', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
    return triggers;
  };
  const open = ({ bot }: Scene, trigger_id: string) =>
    bot.client.views.open({ trigger_id, view: inviteForm() });

  test('opens one form only', () =>
    withSlack(async (scene) => {
      const triggers = noted(scene);
      await scene.slack.as('olivia').run('/invite');
      const [trigger = ''] = triggers;
      await open(scene, trigger);
      await expect(open(scene, trigger)).rejects.toThrow('exchanged_trigger_id');
      await expect(open(scene, 'made up')).rejects.toThrow('invalid_trigger_id');
    }));

  test('is worth nothing after three seconds', () => {
    let seconds = 0;
    return withSlack(
      async (scene) => {
        const triggers = noted(scene);
        await scene.slack.as('olivia').run('/invite');
        seconds = 4;
        await expect(open(scene, triggers[0] ?? '')).rejects.toThrow('expired_trigger_id');
      },
      { now: () => new Date(Date.now() + seconds * 1000) },
    );
  });
});

describe('The stack of forms', () => {
  test('is three high, and a stale hash changes nothing', () =>
    withSlack(async (scene) => {
      const { bot, slack } = scene;
      const actions = {
        type: 'actions' as const,
        elements: [button('Deeper', 'deeper')],
      };
      const view = inviteForm({ blocks: [actions] });
      opensOnInvite(scene, view);
      bot.action('deeper', async ({ ack, client, body }) => {
        await ack();
        if (!('trigger_id' in body)) return;
        await client.views.push({ trigger_id: body.trigger_id, view }).catch(() => undefined);
      });
      const olivia = slack.as('olivia');
      await olivia.run('/invite');
      const first = await olivia.form();
      for (let depth = 1; depth <= 3; depth += 1) {
        await olivia.click('Deeper');
        await slack.until(() => slack.calls('views.push')[depth - 1], 'a push');
      }
      expect(slack.calls('views.push').map(({ response }) => response.error ?? 'ok')).toEqual([
        'ok',
        'ok',
        'push_limit_reached',
      ]);
      await expect(bot.client.views.update({ view_id: first.viewId, hash: 'old', view })).rejects.toThrow(
        'hash_conflict',
      );
    }));
});
