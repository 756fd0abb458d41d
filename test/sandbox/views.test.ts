import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { inviteForm, plain } from './helpers/views.ts';
import { type Scene, withSlack } from './helpers/with-slack.ts';

const home = (external_id: string) => ({ type: 'home' as const, blocks: [], external_id });
const fileField: KnownBlock = {
  type: 'input',
  label: plain('File'),
  element: { type: 'file_input', action_id: 'file' },
};
const filled = { 'Email Address': 'jane@x.com', Role: 'Admin' };

function opensOnInvite({ bot }: Scene, view = inviteForm()) {
  bot.command('/invite', async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view });
  });
}

/** Has Olivia send the form, to which the app then says that; what Slack makes of it. */
async function sent(scene: Scene, answer: object) {
  opensOnInvite(scene);
  // What Bolt's types forbid, somebody without them sends.
  scene.bot.view('invite', ({ ack }) => ack(JSON.parse(JSON.stringify(answer))));
  const olivia = scene.slack.as('olivia');
  await olivia.run('/invite');
  const { failed } = await (await olivia.form()).fill(filled).submit();
  expect((await olivia.form()).title()).toBe('Invite');
  return { failed, refused: scene.slack.deliveries('view_submission').at(-1)?.refused };
}

describe.each(['update', 'push'])('A view in the answer to a form, to %s', (response_action) => {
  const notFor = (view: object, scopes?: string[]) =>
    new Promise<Awaited<ReturnType<typeof sent>>>((resolve, reject) => {
      withSlack(
        async (scene) => resolve(await sent(scene, { response_action, view })),
        scopes ? { manifest: { scopes } } : {},
      ).catch(reject);
    });

  test('is refused with the place, as one in a call', async () => {
    const place = 'must be less than 25 characters [json-pointer:/view/title/text]';
    expect(await notFor(inviteForm({ title: plain('x'.repeat(25)) }))).toEqual({
      failed: `We had some trouble connecting. Try again? ([ERROR] ${place})`,
      refused: [`[ERROR] ${place}`, 'invalid_arguments'],
    });
  });

  test('is no larger than 250 KB', async () => {
    const blocks = Array.from({ length: 90 }, () => ({ type: 'section', text: plain('x'.repeat(3000)) }));
    expect((await notFor({ ...inviteForm(), blocks })).refused).toEqual(['view_too_large']);
  });

  test('asks for files only with the scope to read them', async () => {
    const view = inviteForm({ blocks: [fileField] });
    expect((await notFor(view, ['commands', 'chat:write'])).refused).toEqual(['missing_scope']);
  });
});

describe('An external_id', () => {
  test('is there once in a team, in forms and on home tabs, until its view is gone', () =>
    withSlack(async (scene) => {
      const { slack, bot } = scene;
      opensOnInvite(scene, inviteForm({ external_id: 'one' }));
      const olivia = slack.as('olivia');
      await olivia.run('/invite');
      const form = await olivia.form();
      const adam = slack.as('adam');
      await expect(bot.client.views.publish({ user_id: adam.id, view: home('one') })).rejects.toThrow(
        'duplicate_external_id',
      );
      const update = (external_id: string) =>
        bot.client.views.update({ external_id, view: inviteForm({ external_id, title: plain('Anew') }) });
      await update('one');
      expect(form.title()).toBe('Anew');
      await expect(update('two')).rejects.toThrow('not_found');
      await form.cancel();
      for (let published = 0; published < 2; published += 1)
        await bot.client.views.publish({ user_id: adam.id, view: home('one') });
      await expect(bot.client.views.publish({ user_id: olivia.id, view: home('one') })).rejects.toThrow(
        'duplicate_external_id',
      );
    }));

  test('or a view_id is what an update names', () =>
    withSlack(async ({ bot }) => {
      await expect(bot.client.apiCall('views.update', { view: inviteForm() })).rejects.toMatchObject({
        data: {
          error: 'invalid_arguments',
          response_metadata: {
            messages: ['[ERROR] missing required field: view_id [json-pointer:/view_id]'],
          },
        },
      });
    }));
});

test('Opening the app’s messages tells it so, by the event that tells of its home tab as well', () =>
  withSlack(async ({ slack, bot }) => {
    const heard: unknown[] = [];
    bot.event('app_home_opened', async ({ event, client }) => {
      heard.push([event.tab, event.view?.type]);
      if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: home('one') });
    });
    const adam = slack.as('adam');
    await adam.openHome();
    await adam.openMessages();
    await slack.until(() => heard.length === 2 || undefined, 'both tabs');
    await adam.openHome();
    await slack.until(() => heard.length === 3 || undefined, 'the home tab again');
    expect(heard).toEqual([
      ['home', undefined],
      ['messages', undefined],
      ['home', 'home'],
    ]);
  }));

test('A home tab is published only where the manifest says that the app has one', () =>
  withSlack(
    async ({ slack, bot }) => {
      const publish = bot.client.views.publish({ user_id: slack.as('adam').id, view: home('one') });
      await expect(publish).rejects.toThrow('not_enabled');
    },
    { manifest: { hasHome: false } },
  ));

test('A form that lies below another one cannot be sent', () =>
  withSlack(async (scene) => {
    opensOnInvite(scene);
    scene.bot.view('invite', ({ ack }) => ack({ response_action: 'push', view: inviteForm() }));
    const olivia = scene.slack.as('olivia');
    await olivia.run('/invite');
    const below = (await olivia.form()).fill(filled);
    await below.submit();
    expect(await below.submit()).toEqual({ failed: 'Another form lies on top of this one.' });
  }));

describe('What the app says to a command', () => {
  test('is refused with the place, which the record of the delivery keeps', () =>
    withSlack(async ({ slack, bot }) => {
      const blocks = [{ type: 'header' as const, text: plain('x'.repeat(151)) }];
      bot.command('/users', ({ ack }) => ack({ text: 'Everybody', blocks }));
      expect((await slack.as('olivia').run('/users')).text).toBe(
        '/users failed with the error "invalid_blocks".',
      );
      expect(slack.deliveries('command')[0]?.refused).toEqual([
        '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
        'invalid_blocks',
      ]);
    }));
});
