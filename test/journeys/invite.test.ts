import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  acceptAndVerify,
  deliveries,
  linkFor,
  PASSWORD,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';

describe.each(deliveries)('by %s,', (delivery) => {
  let fluxera: TestFluxera;

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
  });
  afterAll(() => fluxera.stop());

  describe('from first contact to the list of people', () => {
    test('a Slack member who is no admin is told which Slack owner can set the workspace up', async () => {
      const reply = await fluxera.slack.as('mia').run('/invite');
      expect(reply.text).toContain('not set up for this Slack workspace yet');
      expect(reply.text).toContain(fluxera.slack.as('olivia').id);
    });

    test.each([
      ['/fluxera', 'help'],
      ['/invite', 'help'],
    ])(
      '%s %s says before the set-up what this is, what the next step is, and who can take it',
      async (command, text) => {
        const [mia, olivia] = [fluxera.slack.as('mia'), fluxera.slack.as('olivia')];
        const toMember = await mia.run(command, { text });
        expect(toMember.text).toContain('Fluxera brings people into your workspace, and looks after them');
        expect(toMember.text).toContain(`Ask @${olivia.id} to set it up`);
        expect(mia.messages('general').at(-1)?.buttons).toEqual([]);
        const toAdmin = await olivia.run(command, { text });
        expect(toAdmin.text).toContain('it invites people by mail');
        expect(toAdmin.text).toContain('It takes a minute, and you become its Owner.');
        expect(olivia.messages('general').at(-1)?.buttons).toEqual(['Set Up']);
      },
    );

    test('the Slack owner is offered Set Up by any command, becomes Owner, and gets a mail to choose a password', async () => {
      const olivia = fluxera.slack.as('olivia');
      const offer = await olivia.run('/invite');
      expect(offer.text).toContain('you become its Owner');
      await olivia.click('Set Up');
      const form = await olivia.form();
      expect(form.values()).toMatchObject({ 'Workspace Name': 'Acme' });
      form.fill({ 'Notification Channel': 'general' });
      // Pressed twice: both times it is done.
      const [done] = await Promise.all([form.submit(), form.submit()]);
      expect(done.form?.text()).toContain('Acme is ready, and you are its Owner');
      expect(done.form?.text()).toMatch(
        /Days begin and end in the time zone Berlin, Europe · UTC\+0[12]:00: .* \*?Settings\*? in App Home/,
      );
      await done.form?.cancel();
      const browser = fluxera.visitor();
      const page = await browser.open(await linkFor(fluxera, 'olivia@acme.example', 'password'));
      const account = await browser.press(page, 'Set Password', { Password: PASSWORD });
      expect(account.text).toContain('Owner');
    });

    test('the Owner fills the form, and the invitee gets a personal mail with everything the guide lists', async () => {
      const olivia = fluxera.slack.as('olivia');
      const { form } = await olivia.run('/invite');
      if (!form) throw new Error('no form');
      expect(form.options('Role')).toEqual(['Admin', 'Member', 'Viewer']);
      const sent = await form
        .fill({
          'Email Address': 'Jane@Example.com',
          Role: 'Member',
          'First Name': 'Jane',
          'Last Name': 'Doe',
          Message: 'Welcome aboard <3',
        })
        .submit();
      expect(sent.form?.text()).toContain('You invited jane@example.com as Member');
      await sent.form?.cancel();
      const mail = await fluxera.slack.waitForMail('jane@example.com');
      expect(mail.subject).toBe('Olivia Owner invited you to Acme on Fluxera');
      for (const part of ['Acme', 'Olivia Owner', 'Member', 'Welcome aboard <3', '/invitation/', '(UTC)']) {
        expect(mail.text).toContain(part);
      }
      expect(mail.html).toContain('Accept Invitation');
      expect(mail.html).toContain('Welcome aboard &lt;3');
    });

    test('the invitee creates an account, verifies the address, and is signed in on the account page', async () => {
      const account = await acceptAndVerify(fluxera, 'jane@example.com');
      expect(account.at).toBe('/account');
      expect(account.text).toContain('jane@example.com');
      expect(account.text).toContain('Member');
    });

    test('the channel and the inviter hear of it', async () => {
      const olivia = fluxera.slack.as('olivia');
      const announcement = await olivia.waitForMessage('general', 'Jane Doe joined Acme as Member');
      expect(announcement.ephemeral).toBe(false);
      await olivia.waitForMessage(
        'dm',
        'Jane Doe (jane@example.com) accepted your invitation and is now a Member of Acme',
      );
    });

    test('the new user is listed, with role and status', async () => {
      const { form } = await fluxera.slack.as('olivia').run('/users');
      expect(form?.text()).toContain('Jane Doe');
      expect(form?.text()).toContain('Member · Active');
      await form?.cancel();
      const search = await fluxera.slack.as('olivia').run('/users', { text: 'active jane' });
      expect(search.form?.text()).toContain('Jane Doe');
      expect(search.form?.text()).not.toContain('Olivia Owner');
      await search.form?.cancel();
    });

    test('an address and a role in the command are sent at once', async () => {
      const reply = await fluxera.slack.as('olivia').run('/invite', { text: 'adam@acme.example admin' });
      expect(reply.form).toBeUndefined();
      expect(reply.text).toContain('You invited adam@acme.example as Admin');
      await fluxera.slack.waitForMail('adam@acme.example');
    });

    test('an address alone opens the form with it filled in', async () => {
      const { form } = await fluxera.slack.as('olivia').run('/invite', { text: 'new@example.com' });
      expect(form?.values()).toMatchObject({ 'Email Address': 'new@example.com' });
      await form?.cancel();
    });

    test('an Admin whose Slack address is confirmed is recognised, and may invite', async () => {
      await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Admin' });
      const reply = await fluxera.slack
        .as('adam')
        .run('/invite', { text: 'mia@acme.example, victor@acme.example viewer' });
      expect(reply.text).toContain('mia@acme.example and victor@acme.example');
    });

    test('Members and Viewers get the form to ask for it, and invite nobody', async () => {
      await acceptAndVerify(fluxera, 'victor@acme.example');
      const text = 'late@example.com viewer';
      const { form } = await fluxera.slack.as('victor').run('/invite', { text });
      expect(form?.title()).toBe('Ask to invite');
      expect(form?.text()).toContain('Your role cannot invite people itself.');
      await form?.cancel();
      expect(await fluxera.database.db.invitation.count({ where: { email: 'late@example.com' } })).toBe(0);
    });

    test('somebody without an account is told whom to ask; guests get nothing', async () => {
      const nora = await fluxera.slack.as('nora').run('/invite');
      expect(nora.text).toContain(
        `You do not have a Fluxera account yet. Ask @${fluxera.slack.as('olivia').id}`,
      );
      const gina = await fluxera.slack.as('gina').run('/users');
      expect(gina.text).toContain('only for members of this Slack workspace');
    });

    test('no message, mail link or address got into the log', () => {
      const log = fluxera.logged.join('\n');
      expect(log).toContain('slack request');
      expect(log).not.toMatch(/@(acme|example)\.|Welcome aboard|\/invitation\/|xoxb-|Otters/);
    });

    test('the home tab shows what waits, the role and its permissions', async () => {
      const home = await fluxera.slack.as('olivia').openHome();
      expect(home.text).toContain('Your role: Owner');
      expect(home.buttons).toContain('Invite Somebody');
      const stranger = await fluxera.slack.as('nora').openHome();
      expect(stranger.text).toContain('You do not have a Fluxera account yet');
    });
  });

  test('setting up a second time changes nothing and says so', async () => {
    const reply = await fluxera.slack.as('olivia').run('/fluxera', { text: 'setup' });
    expect(reply.text).toContain('Fluxera is set up already');
  });
});
