import { describe, expect, test } from '@jest/globals';
import { button, inviteForm } from './helpers/views.ts';
import { withSlack } from './helpers/with-slack.ts';

const everything = {
  manifest: { events: ['team_join', 'user_change', 'app_uninstalled', 'tokens_revoked', 'app_home_opened'] },
};

describe.each(['http', 'socket'] as const)('By %s, the app hears', (delivery) => {
  test('who joins the team, whom it can then look up and write to', () =>
    withSlack(
      async ({ slack, bot }) => {
        bot.event('team_join', async ({ event, client }) => {
          await client.chat.postMessage({ channel: event.user.id, text: `Hello ${event.user.real_name}` });
        });
        const zoe = await slack.people.join({ name: 'zoe', email: 'zoe@acme.example', lastName: 'Zed' });
        await zoe.waitForMessage('dm', 'Hello Zoe Zed');
        await zoe.say('general', 'Hi');
        const { user } = await bot.client.users.info({ user: zoe.id });
        expect(user).toMatchObject({ team_id: 'T0ACME0001', profile: { email: 'zoe@acme.example' } });
        expect(slack.as('zoe').id).toBe(zoe.id);
        await expect(slack.people.join({ name: 'zoe', email: 'z@acme.example' })).rejects.toThrow(
          'There is somebody called zoe',
        );
      },
      { delivery, ...everything },
    ));

  test('what Slack says of somebody from now on, in the event as in the look-up', () =>
    withSlack(
      async ({ slack, bot }) => {
        const heard: unknown[] = [];
        bot.event('user_change', async ({ event }) => {
          heard.push(event.user);
        });
        const id = slack.as('mia').id;
        const now = async () => (await bot.client.users.info({ user: id })).user;
        for (const [standing, said] of [
          ['guest', { is_restricted: true, is_ultra_restricted: false }],
          ['single_channel_guest', { is_restricted: true, is_ultra_restricted: true }],
          ['stranger', { is_stranger: true, is_restricted: false, team_id: 'T0OTHER001' }],
          ['deactivated', { deleted: true, is_stranger: false, team_id: 'T0ACME0001' }],
          ['normal', { deleted: false, is_restricted: false, is_stranger: false }],
        ] as const) {
          await slack.people.become('mia', standing);
          expect(await now()).toMatchObject(said);
        }
        await slack.people.change('mia', { lastName: 'Married', email: 'mia.married@acme.example' });
        await slack.until(() => heard.length === 6 || undefined, 'six events');
        expect(heard.at(-1)).toEqual(await now());
        expect(heard[0]).toMatchObject({ is_restricted: true });
        expect(await now()).toMatchObject({
          real_name: 'Mia Married',
          profile: { email: 'mia.married@acme.example' },
        });
      },
      { delivery, ...everything },
    ));

  test('that it was removed; then its commands are gone, and no call is answered', () =>
    withSlack(
      async ({ slack, bot }) => {
        const heard: string[] = [];
        for (const type of ['app_uninstalled', 'tokens_revoked'])
          bot.event(type, async ({ event }) => {
            heard.push(event.type);
          });
        bot.command('/users', ({ ack }) => ack('Everybody'));
        await slack.uninstall();
        await slack.until(() => heard.length === 2 || undefined, 'both events');
        expect(heard.sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
        await expect(bot.client.auth.test()).rejects.toThrow('account_inactive');
        expect((await slack.as('olivia').run('/users')).text).toContain('not a valid command');
        slack.install();
        await bot.client.auth.test();
        await slack.revokeToken();
        await expect(bot.client.auth.test()).rejects.toThrow('token_revoked');
        slack.install();
        expect((await slack.as('olivia').run('/users')).text).toBe('Everybody');
      },
      { delivery, ...everything },
    ));
});

describe('Somebody who is deactivated in Slack', () => {
  test('is signed out: can do nothing, loses the open form, and comes back when activated again', () =>
    withSlack(async ({ slack, bot }) => {
      bot.command('/invite', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: inviteForm() });
      });
      await bot.client.chat.postMessage({
        channel: 'C0GENERAL1',
        text: 'Press',
        blocks: [{ type: 'actions', elements: [button('Press', 'press')] }],
      });
      const mia = slack.as('mia');
      await mia.run('/invite');
      await mia.form();
      // The app hears of whoever leaves, and of nothing that they try after that.
      const sent = () => slack.deliveries().filter(({ kind }) => kind !== 'user_change');
      const before = sent().length;
      await slack.people.become('mia', 'deactivated');
      expect(mia.hasForm()).toBe(false);
      const words = 'Mia Member is deactivated in Slack, and so signed out.';
      await expect(mia.run('/invite')).rejects.toThrow(words);
      await expect(mia.say('general', 'Hello')).rejects.toThrow(words);
      await expect(mia.shortcut('Invite someone')).rejects.toThrow(words);
      await expect(mia.click('Press')).rejects.toThrow(words);
      await expect(mia.openHome()).rejects.toThrow(words);
      const post = (what: string, body: object) =>
        fetch(`${slack.url}/sandbox/as/mia/${what}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      const refusal = await post('say', { channel: 'C0GENERAL1', text: 'Hello' });
      expect([refusal.status, await refusal.json()]).toMatchObject([403, { ok: false }]);
      expect((await post('files?name=a.csv', {})).status).toBe(403);
      expect(sent()).toHaveLength(before);
      await slack.people.become('mia', 'normal');
      await mia.run('/invite');
      expect((await mia.form()).title()).toBe('Invite');
    }));

  test('is found by no address, and gets no direct message', () =>
    withSlack(
      async ({ slack, bot }) => {
        await slack.people.become('mia', 'deactivated');
        const { client } = bot;
        await expect(client.users.lookupByEmail({ email: 'mia@acme.example' })).rejects.toThrow(
          'users_not_found',
        );
        await expect(client.conversations.open({ users: slack.as('mia').id })).rejects.toThrow(
          'user_disabled',
        );
      },
      { manifest: { scopes: ['users:read.email', 'im:write'] } },
    ));
});

describe('The app', () => {
  test('hears of nothing that its manifest does not name', () =>
    withSlack(
      async ({ slack }) => {
        await slack.people.join({ name: 'zoe', email: 'zoe@acme.example' });
        await slack.people.become('zoe', 'guest');
        await slack.uninstall();
        expect(slack.deliveries()).toEqual([]);
      },
      { manifest: { events: ['app_home_opened'] } },
    ));

  test('gets another team’s id with what a stranger does, and no address when it asks', () =>
    withSlack(async ({ slack, bot }) => {
      bot.shortcut('invite_someone', ({ ack }) => ack());
      await slack.people.become('mia', 'stranger');
      await slack.as('mia').shortcut('Invite someone');
      expect(slack.deliveries('shortcut')[0]?.body).toMatchObject({
        user: { id: slack.as('mia').id, team_id: 'T0OTHER001' },
        team: { id: 'T0ACME0001' },
      });
      const { user } = await bot.client.users.info({ user: slack.as('mia').id });
      expect(user).toMatchObject({ is_stranger: true, is_email_confirmed: false });
      expect(user?.profile).not.toHaveProperty('email');
    }));
});
