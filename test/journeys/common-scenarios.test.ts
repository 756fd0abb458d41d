import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { linkFor, PASSWORD, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { runDue } from '../harness/run-due.ts';
import type { Visitor } from '../harness/visitor.ts';
import { DAY_MS } from '../harness/world.ts';

// The Common Scenarios of the guide, in its words and its order.

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const mailTo = (name: string, words: RegExp) => fluxera.slack.waitForMail(`${name}@acme.example`, words);

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of ['olivia', 'mia']) while (as(name).hasForm()) await (await as(name).form()).dismiss();
});

/** What an invitee does with the mail, in a browser of their own: until they see their account. */
async function join(name: string, names: { 'First Name': string; 'Last Name': string }): Promise<Visitor> {
  const browser = fluxera.visitor();
  const invitation = await browser.open(await linkFor(fluxera, `${name}@acme.example`, 'invitation'));
  await browser.press(invitation, 'Accept Invitation', { ...names, Password: PASSWORD });
  const verification = await browser.open(await linkFor(fluxera, `${name}@acme.example`, 'verify'));
  const account = await browser.press(verification, 'Verify Email Address');
  expect(account.text).toContain(`Welcome, ${names['First Name']}`);
  return browser;
}

/** What an admin sees of somebody. */
async function details(name: string) {
  const { form } = await olivia().run('/users', { text: `${name}@acme.example` });
  if (form?.title() !== 'Person') throw new Error(`no details of ${name}`);
  return form;
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const written = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
/** And as they read it in Slack. */
const inSlack = (date: string) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

describe('Onboarding New Employee', () => {
  test('invited as Member with a welcome, they create their account, and their first sign-in is seen', async () => {
    // 1. Send invitation with Member role. 2. Include welcome message with resources.
    const { form } = await olivia().run('/invite', { text: 'mia@acme.example' });
    const welcome = 'Welcome, Mia! Start here: https://wiki.acme.example/first-week';
    const sent = await form?.fill({ Role: 'Member', 'First Name': 'Mia', Message: welcome }).submit();
    expect(sent?.form?.text()).toContain('You invited mia@acme.example as Member.');
    await sent?.form?.dismiss();
    const mail = await mailTo('mia', /Accept Invitation/);
    expect(mail.text).toContain('Hello Mia,');
    expect(mail.text).toContain(welcome);

    // They create their account with a password, verify their address, and have access.
    expect((await olivia().run('/invitations', { text: 'pending mia' })).form?.text()).toContain(
      'Pending until',
    );
    const browser = await join('mia', { 'First Name': 'Mia', 'Last Name': 'Lund' });
    const account = await browser.open('/account');
    expect(account.text).toContain('Your role is Member');
    expect(account.text).toContain('First steps');

    // 5. Monitor first login and activity.
    await olivia().waitForMessage('dm', /Mia Lund/);
    await olivia().waitForMessage('general', /Mia Lund.* joined Acme as Member/);
    await as('mia').openHome();
    const shown = (await details('mia')).text();
    expect(shown).toContain('Status: Active');
    expect(shown).toMatch(/Last sign-in on the web: .+/);
    expect(shown).toMatch(
      /They verified their address\.[\s\S]+They accepted the invitation\.[\s\S]+Olivia Owner invited them, as Member\./,
    );
  });
});

describe('Adding External Auditor', () => {
  test('invited as Viewer until the engagement ends, they look, are asked about in time, and are out on the day after', async () => {
    // 1. Send invitation with Viewer role. 2. Set expiration reminder for engagement end.
    const lastDay = dayOf(Date.now() + 30 * DAY_MS);
    const { form } = await olivia().run('/invite', { text: 'victor@acme.example' });
    await form
      ?.fill({ Role: 'Viewer', 'Access Until': lastDay, Message: 'For the audit of this year.' })
      .submit();
    expect((await mailTo('victor', /Accept Invitation/)).text).toContain(
      `Your access lasts until ${written(lastDay)}.`,
    );
    const browser = await join('victor', { 'First Name': 'Victor', 'Last Name': 'Hale' });
    expect((await browser.open('/account')).text).toContain(`with access until ${written(lastDay)}`);
    await as('victor').openHome();

    // 3. Limit access: a Viewer reads, and changes nothing.
    expect((await as('victor').run('/users')).form?.buttons()).not.toContain('Access Review');
    expect((await details('victor')).text()).toContain('Can view assets, licenses, users and reports.');

    for (const days of [14, 2]) {
      fluxera.passTime(days === 14 ? 16 * DAY_MS : 12 * DAY_MS);
      await runDue(fluxera, 'remind-of-access-ends', 'tell-of-access-end');
      const reminder = await olivia().waitForMessage(
        'dm',
        `(Viewer) ends in ${days} days, on ${inSlack(lastDay)}`,
      );
      expect(reminder.buttons).toEqual(['Extend', 'Deactivate']);
    }

    // 4. Deactivate when audit is complete: nobody has to remember it.
    fluxera.passTime(3 * DAY_MS);
    await runDue(fluxera, 'end-access', 'tell-of-access-end');
    await olivia().waitForMessage('dm', 'They are inactive now, and their seat is free.');
    expect((await mailTo('victor', /access has ended/)).text).toContain('You cannot sign in');
    const signIn = await browser.press(await browser.open('/sign-in'), 'Sign In', {
      'Email Address': 'victor@acme.example',
      Password: PASSWORD,
    });
    expect(signIn.text).toContain('Your access has ended');
    expect((await as('victor').run('/users')).text).toContain('Your access to Fluxera ended on');

    // 5. Their activity stays for the records.
    const shown = (await details('victor')).text();
    expect(shown).toContain('Status: Inactive');
    expect(shown).toContain(`“Access ended on ${inSlack(lastDay)}”`);
    expect(shown).toContain('They accepted the invitation.');
  });
});

describe('Promoting User to Admin', () => {
  test('after a look at what they can do, their role is changed with a reason, told to them and on record', async () => {
    // 1. Review user's current permissions.
    const before = await details('mia');
    expect(before.text()).toContain('Role: Member');
    expect(before.text()).toContain('Can view, create and edit assets and licenses');
    expect((await as('mia').run('/invite', { text: 'new@example.com viewer' })).form?.title()).toBe(
      'Ask to invite',
    );

    // 2. Change role to Admin. 3. Document reason for promotion.
    await olivia().click('Change Role');
    const form = await olivia().form(/^Change role/);
    expect(form.text()).toContain(
      'As Admin\nGains: delete assets and licenses; invite and manage users; and manage settings.',
    );
    await form.fill({ Role: 'Admin', Reason: 'Leads IT from now on.' }).submit();
    const after = await olivia().form('Done.');
    expect(after.text()).toContain(
      'Olivia Owner changed the role from Member to Admin.\n“Leads IT from now on.”',
    );

    // 4. Notify user of new responsibilities.
    const mail = await mailTo('mia', /role was changed/);
    expect(mail.text).toContain('Olivia Owner changed your role in Acme. You are Admin now.');
    expect(mail.text).toContain('invite and manage users');
    await as('mia').waitForMessage('dm', 'You are Admin now.');
    expect((await as('mia').run('/invite', { text: 'new@example.com viewer' })).text).toContain(
      'You invited new@example.com as Viewer.',
    );
    expect(
      await fluxera.database.db.activity.findMany({ where: { action: 'user.role-changed' } }),
    ).toMatchObject([
      {
        before: { role: 'Member' },
        after: { role: 'Admin' },
        reason: 'Leads IT from now on.',
        source: 'SLACK',
      },
    ]);
  });
});
