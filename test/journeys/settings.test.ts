import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ]) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, {
      'First Name': first ?? '',
      'Last Name': last ?? '',
    });
  }
});
afterAll(() => fluxera.stop());

const olivia = () => fluxera.slack.as('olivia');
const adam = () => fluxera.slack.as('adam');

/** The settings of somebody, and the form behind one of their buttons. */
async function openForm(button: string, who = olivia()) {
  const { form } = await who.run('/fluxera', { text: 'settings' });
  expect(form?.title()).toBe('Settings');
  await who.click(button);
  return who.form(/^(Notifications|Invitations|Mails & Web Pages|Sign-In)\n/);
}

async function closeAll(who = olivia()) {
  while (who.hasForm()) await (await who.form()).cancel();
}

const channelOf = async (event: 'ACCEPTANCES' | 'DIGEST' | 'BOUNCES') =>
  (await fluxera.database.db.notificationChannel.findFirst({ where: { event } }))?.slackChannelId;

describe('what the workspace is set to', () => {
  test('is told in words, with a way to change each part', async () => {
    const { form } = await olivia().run('/fluxera', { text: 'settings' });
    expect(form?.text()).toContain('Acceptances: #C0GENERAL1');
    expect(form?.text()).toContain('Time Zone: UTC\n');
    expect(form?.text()).toContain('Default Role: none: it is chosen each time');
    expect(form?.text()).toContain('Email Domains: all are allowed');
    expect(form?.text()).toContain('Blocked Domains: none');
    expect(form?.text()).toContain('Language: English');
    expect(form?.text()).toContain('Logo: none: the product’s name stands there');
    expect(form?.text()).toContain('Reminders: two days before an invitation ends');
    expect(form?.buttons()).toEqual([
      ...['Change Notifications', 'Change Invitations', 'Change Mails & Web Pages', 'Change Sign-In'],
      ...['Roles', 'Ownership'],
    ]);
    await form?.cancel();
  });

  test('is not for people who may not manage settings: they hear whom to ask', async () => {
    const reply = await fluxera.slack.as('victor').run('/fluxera', { text: 'settings' });
    expect(reply.form).toBeUndefined();
    expect(reply.text).toMatch(/Your role, Viewer, cannot manage settings\. Ask @U0OLIVIA\d+ or Adam Berg\./);
  });

  test('is found in help by whoever may change it', async () => {
    expect((await olivia().run('/fluxera')).text).toContain('/fluxera settings says who hears of what');
    expect((await fluxera.slack.as('victor').run('/fluxera')).text).not.toContain('settings');
  });
});

describe('who hears of what', () => {
  test('each event has a channel of its own, or none, and the settings say so when they are saved', async () => {
    const form = await openForm('Change Notifications');
    expect(form.values()).toMatchObject({ Acceptances: 'C0GENERAL1', 'Bounced Mail': 'C0GENERAL1' });
    const result = await form.fill({ 'Daily Digest': 'random', 'Bounced Mail': '' }).submit();
    expect(result.closed).toBe(true);
    const below = await olivia().form('The settings are saved.');
    expect(below.text()).toContain('Daily Digest: #C0RANDOM01');
    expect(below.text()).toContain('Bounced Mail: no channel, only whoever sent the invitation hears of it');
    await below.cancel();
    expect(await channelOf('DIGEST')).toBe('C0RANDOM01');
    expect(await channelOf('BOUNCES')).toBeUndefined();
  });

  test('what was changed is recorded, as it was and as it is', async () => {
    const entry = await fluxera.database.db.activity.findFirstOrThrow({
      where: { action: 'workspace.settings-changed' },
    });
    expect(entry).toMatchObject({
      before: { digest: 'C0GENERAL1', bounces: 'C0GENERAL1' },
      after: { digest: 'C0RANDOM01', bounces: null },
      source: 'SLACK',
    });
  });

  test('the time zone is found by a part of a city, with its distance from UTC', async () => {
    const form = await openForm('Change Notifications');
    expect(await form.suggestions('Time Zone', 'berl')).toEqual(['Berlin, Europe · UTC+01:00']);
    expect(await form.suggestions('Time Zone', 'sao p')).toEqual(['Sao Paulo, America · UTC-03:00']);
    expect(await form.suggestions('Time Zone', 'kolkata')).toEqual(['Kolkata, Asia · UTC+05:30']);
    expect(await form.suggestions('Time Zone', 'nowhere')).toEqual([]);
    expect((await form.suggestions('Time Zone', '')).length).toBeGreaterThan(20);
    await form.fill({ 'Time Zone': 'Kolkata, Asia · UTC+05:30' }).submit();
    const below = await olivia().form('The settings are saved.');
    expect(below.text()).toContain('Time Zone: Kolkata, Asia · UTC+05:30');
    await below.cancel();
  });

  test('Send Test tries the channel that stands in the form, joining it, and says so beside it', async () => {
    const form = await openForm('Change Notifications');
    form.fill({ 'Bounced Mail': 'onboarding' });
    await olivia().click('Send Test', { near: 'Bounced Mail' });
    await olivia().form('Sent: there is a test message in #C0ONBOARD1.');
    const message = await olivia().waitForMessage('onboarding', 'This is a test');
    expect(message.text).toBe(
      'This is a test, sent by Olivia Owner: here Fluxera will say which invitation mails did not arrive.',
    );
    expect((await olivia().form()).values()).toMatchObject({ 'Bounced Mail': 'C0ONBOARD1' });
    expect(await channelOf('BOUNCES')).toBeUndefined();
    await closeAll();
  });

  test('Send Test without a channel, in one that cannot be written to, and while Slack is in trouble', async () => {
    const { db } = fluxera.database;
    await db.notificationChannel.updateMany({
      where: { event: 'DIGEST' },
      data: { slackChannelId: 'C0PRIVATE1' },
    });
    await openForm('Change Notifications');
    await olivia().click('Send Test', { near: 'Bounced Mail' });
    await olivia().form('Choose a channel first, then send the test.');
    await olivia().click('Send Test', { near: 'Daily Digest' });
    await olivia().form(
      "Fluxera cannot write to #C0PRIVATE1: it is private or archived. Add Fluxera in the channel's details, under Integrations, and test again.",
    );
    fluxera.slack.faults.inject({ fault: 'server_error', method: 'chat.postMessage' });
    await olivia().click('Send Test', { near: 'Acceptances' });
    await olivia().form('Slack did not take the message just now. Test again in a moment.');
    await db.notificationChannel.updateMany({
      where: { event: 'DIGEST' },
      data: { slackChannelId: 'C0RANDOM01' },
    });
    await closeAll();
  });

  test('Send Test is refused to whoever may change settings no more', async () => {
    const { db } = fluxera.database;
    await openForm('Change Notifications', adam());
    const where = { email: 'adam@acme.example' };
    const { roleId, roleKind, workspaceId } = await db.user.findFirstOrThrow({ where });
    const viewer = await db.role.findFirstOrThrow({ where: { workspaceId, kind: 'VIEWER' } });
    await db.user.updateMany({ where, data: { roleId: viewer.id, roleKind: 'VIEWER' } });
    await adam().click('Send Test', { near: 'Acceptances' });
    await adam().waitForMessage('dm', 'Your role, Viewer, cannot manage settings.');
    expect(
      adam()
        .messages('general')
        .some(({ text }) => text.includes('sent by Adam')),
    ).toBe(false);
    await db.user.updateMany({ where, data: { roleId, roleKind } });
    await closeAll(adam());
  });
});

describe('what invitations begin with', () => {
  test('the default role is chosen already in the form to invite, for whoever may give it', async () => {
    const form = await openForm('Change Invitations');
    expect(form.options('Default Role')).toEqual(['Admin', 'Member', 'Viewer']);
    await form.fill({ 'Default Role': 'Member' }).submit();
    await closeAll();
    const { form: invite } = await olivia().run('/invite');
    const member = await fluxera.database.db.role.findFirstOrThrow({ where: { kind: 'MEMBER' } });
    expect(invite?.values()).toMatchObject({ Role: member.id });
    await invite?.cancel();
    const { form: viewer } = await olivia().run('/invite', { text: 'viewer' });
    expect(viewer?.values()).not.toMatchObject({ Role: member.id });
    await viewer?.cancel();
  });

  test('the default role is none for somebody who may not give it', async () => {
    const { db } = fluxera.database;
    const { workspaceId, id: memberId } = await db.role.findFirstOrThrow({ where: { kind: 'MEMBER' } });
    await db.role.create({
      data: {
        ...{ workspaceId, kind: 'CUSTOM', name: 'Bookkeeper' },
        permissions: { create: { permission: 'MANAGE_BILLING' } },
      },
    });
    const bookkeeper = await db.role.findFirstOrThrow({ where: { name: 'Bookkeeper' } });
    await db.workspace.updateMany({ data: { defaultRoleId: bookkeeper.id } });
    const { form } = await adam().run('/invite');
    expect(form?.values()).toMatchObject({ Role: null });
    expect(form?.options('Role')).not.toContain('Bookkeeper');
    await form?.cancel();
    await db.role.deleteMany({ where: { id: bookkeeper.id } });
    expect((await db.workspace.findFirstOrThrow()).defaultRoleId).toBeNull();
    await db.workspace.updateMany({ data: { defaultRoleId: memberId } });
  });

  test('domains are kept as addresses bear them, and only their addresses can be invited', async () => {
    const form = await openForm('Change Invitations');
    await form.fill({ 'Email Domains': '@Acme.Example, münchen.example\nacme.example.' }).submit();
    const below = await olivia().form('The settings are saved.');
    expect(below.text()).toContain('Email Domains: acme.example or xn--mnchen-3ya.example');
    await below.cancel();
    const reply = await olivia().run('/invite', { text: 'x@elsewhere.example member' });
    expect(reply.text).toContain('x@elsewhere.example is not of acme.example or xn--mnchen-3ya.example');
  });

  test('every domain that is none is named with what to write instead, and nothing is lost or saved', async () => {
    const form = await openForm('Change Invitations');
    const typed = 'acme\njane@other.example\nhttps://x.example\nfine.example';
    const { errors } = await form.fill({ 'Email Domains': typed }).submit();
    expect(errors).toEqual({
      'Email Domains': [
        '“acme” is not a domain. Write it like acme.example.',
        '“jane@other.example” is an address. Write only what stands after the @: other.example.',
        '“https://x.example” is not a domain. Write it like acme.example.',
      ].join('\n'),
    });
    expect(form.values()).toMatchObject({ 'Email Domains': typed });
    const workspace = await fluxera.database.db.workspace.findFirstOrThrow();
    expect(workspace.allowedDomains).not.toContain('fine.example');
    await closeAll();
  });

  test('a blocked domain cannot be invited, whoever tries and however; nobody is told that it is not allowed', async () => {
    const form = await openForm('Change Invitations');
    await form.fill({ 'Email Domains': '', 'Blocked Domains': '@Rival.Example' }).submit();
    const below = await olivia().form('The settings are saved.');
    expect(below.text()).toContain('Blocked Domains: rival.example');
    await below.cancel();
    const refused =
      'Addresses of rival.example are blocked, so x@rival.example cannot be invited. An admin can unblock the domain in /fluxera settings.';
    const reply = await olivia().run('/invite', { text: 'x@rival.example member' });
    expect(reply.text).toContain(refused);
    const { form: ask } = await fluxera.slack.as('victor').run('/invite');
    const { errors } =
      (await ask?.fill({ 'Email Address': 'x@rival.example', Role: 'Viewer' }).submit()) ?? {};
    expect(errors).toEqual({ 'Email Address': refused });
    await ask?.cancel();
    const { form: bulk } = await olivia().run('/invite', { text: 'bulk' });
    const under = await olivia().run('/invite', { text: 'y@mail.rival.example member' });
    expect(under.text).toContain('Addresses of rival.example are blocked, so y@mail.rival.example cannot be');
    const pasted = 'x@rival.example, y@mail.rival.example, z@notrival.example';
    const { form: review } =
      (await bulk?.fill({ 'Or Paste Addresses': pasted, Role: 'Viewer' }).submit()) ?? {};
    expect(review?.text()).toContain(
      'Addresses of this domain are blocked. An admin can unblock it in /fluxera settings.',
    );
    expect(review?.text()).toContain('1 person');
    await closeAll();
  });

  test('who was invited before the domain was blocked can still join, and is not sent another link', async () => {
    const { db } = fluxera.database;
    await db.workspace.updateMany({ data: { blockedDomains: [] } });
    await olivia().run('/invite', { text: 'early@rival.example viewer' });
    await db.workspace.updateMany({ data: { blockedDomains: ['rival.example'] } });
    await olivia().run('/invitations', { text: 'early@rival.example' });
    await olivia().click('Resend');
    const refused = await olivia().form('Addresses of rival.example are blocked');
    await refused.cancel();
    await closeAll();
    const page = await acceptAndVerify(fluxera, 'early@rival.example', { 'First Name': 'Early' });
    expect(page.text).toContain('Welcome, Early Doe');
  });

  test('a domain that is allowed and blocked at once is refused beside its field, as is what is none', async () => {
    const form = await openForm('Change Invitations');
    const twice = { 'Email Domains': 'acme.example\nfine.example', 'Blocked Domains': 'acme.example' };
    const { errors } = await form.fill(twice).submit();
    expect(errors).toEqual({
      'Blocked Domains':
        '“acme.example” is among the allowed domains as well. A domain is either allowed or blocked: take it out of one of the two.',
    });
    const wrong = { 'Email Domains': 'acme', 'Blocked Domains': 'jane@rival.example' };
    expect((await form.fill(wrong).submit()).errors).toEqual({
      'Email Domains': '“acme” is not a domain. Write it like acme.example.',
      'Blocked Domains':
        '“jane@rival.example” is an address. Write only what stands after the @: rival.example.',
    });
    expect(form.values()).toMatchObject(wrong);
    await closeAll();
  });

  test('a role that is gone when the form is saved is named beside its field', async () => {
    const { db } = fluxera.database;
    const { workspaceId } = await db.role.findFirstOrThrow();
    const role = await db.role.create({ data: { workspaceId, kind: 'CUSTOM', name: 'Passing' } });
    const form = await openForm('Change Invitations');
    form.fill({ 'Default Role': 'Passing' });
    await db.role.deleteMany({ where: { id: role.id } });
    const { errors } = await form.submit();
    expect(errors).toEqual({
      'Default Role': 'That role is not there any more. Choose Admin, Member or Viewer.',
    });
    await closeAll();
  });

  test('reminders are switched off and on', async () => {
    const reminders = async () => (await fluxera.database.db.workspace.findFirstOrThrow()).remindInvitees;
    const off = await openForm('Change Invitations');
    await off.fill({ Reminders: [] }).submit();
    expect((await olivia().form('The settings are saved.')).text()).toContain('Reminders: off');
    expect(await reminders()).toBe(false);
    await closeAll();
    const on = await openForm('Change Invitations');
    await on.fill({ Reminders: ['Remind people two days before their invitation ends'] }).submit();
    expect(await reminders()).toBe(true);
    await closeAll();
  });
});

describe('sign-in', () => {
  test('how long a session may rest is chosen, told and recorded', async () => {
    const form = await openForm('Change Sign-In');
    expect(form.options('Sign Out After')).toEqual([
      ...['15 minutes', '1 hour', '8 hours', '24 hours', '7 days'],
    ]);
    await form.fill({ 'Sign Out After': '8 hours' }).submit();
    const below = await olivia().form('The settings are saved.');
    expect(below.text()).toContain('Sign Out After: 8 hours without anything done on the web pages');
    await below.cancel();
    const entry = await fluxera.database.db.activity.findFirstOrThrow({
      where: { action: 'workspace.settings-changed' },
      orderBy: { id: 'desc' },
    });
    expect(entry).toMatchObject({
      before: { sessionIdle: 'WEEK' },
      after: { sessionIdle: 'EIGHT_HOURS' },
    });
  });

  test('a second factor is required of everybody, and the settings say how many have none yet', async () => {
    const { db } = fluxera.database;
    const adam = { where: { email: 'adam@acme.example' } };
    const { id: identityId } = await db.identity.findUniqueOrThrow(adam);
    await db.secondFactor.create({ data: { identityId, secret: 'a key', backupCodes: '' } });
    await db.identity.update({ ...adam, data: { hasSecondFactor: true } });
    const form = await openForm('Change Sign-In');
    await form.fill({ 'Second Factor': ['Require a second factor of everybody'] }).submit();
    const below = await olivia().form('The settings are saved.');
    expect(below.text()).toContain('Second Factor: required; 3 of 4 have none yet');
    await below.cancel();
    const { before, after } = await db.activity.findFirstOrThrow({
      where: { action: 'workspace.settings-changed' },
      orderBy: { id: 'desc' },
    });
    expect([before, after]).toEqual([{ secondFactor: 'recommended' }, { secondFactor: 'required' }]);
    for (const [name, words] of [
      ['adam', 'Second Factor: on'],
      ['victor', 'Second Factor: not yet'],
    ]) {
      const { form: details } = await olivia().run('/users', { text: `${name}@acme.example` });
      expect(details?.text()).toContain(words);
      await details?.cancel();
    }
    const { form: looked } = await fluxera.slack.as('victor').run('/users', { text: 'adam@acme.example' });
    expect(looked?.text()).not.toContain('Second Factor');
    await looked?.cancel();
    await db.identity.updateMany({ data: { hasSecondFactor: false } });
    await db.workspace.updateMany({ data: { requireSecondFactor: false } });
  });
});

describe('mails and web pages', () => {
  test('the language and the logo are chosen, told and recorded', async () => {
    const form = await openForm('Change Mails & Web Pages');
    expect(form.options('Language')).toEqual(['English', 'Deutsch (Sie)']);
    const logo = ' https://CDN.acme.example/logo.png#top ';
    await form.fill({ Language: 'Deutsch (Sie)', Logo: logo }).submit();
    const below = await olivia().form('The settings are saved.');
    expect(below.text()).toContain('Language: Deutsch (Sie)');
    expect(below.text()).toContain('Logo: https://cdn.acme.example/logo.png');
    await below.cancel();
    const entry = await fluxera.database.db.activity.findFirstOrThrow({
      where: { action: 'workspace.settings-changed' },
      orderBy: { id: 'desc' },
    });
    expect(entry).toMatchObject({
      before: { language: 'EN', logo: null },
      after: { language: 'DE', logo: 'https://cdn.acme.example/logo.png' },
    });
    expect((await fluxera.visitor().open('/sign-in')).title).toBe('Anmelden');
    const back = await openForm('Change Mails & Web Pages');
    await back.fill({ Language: 'English', Logo: '' }).submit();
    await closeAll();
    expect((await fluxera.visitor().open('/sign-in')).title).toBe('Sign in');
  });

  test.each([
    ['acme', 'This is not a web address.'],
    ['http://acme.example/logo.png', 'must begin with https://'],
    ['javascript:alert(1)', 'must begin with https://'],
    ['https://me:secret@acme.example/logo.png', 'a name or a password before the @'],
    ['https://127.0.0.1/logo.png', 'People outside cannot reach this address.'],
    ['https://[::1]/logo.png', 'People outside cannot reach this address.'],
    ['https://0x7f000001/logo.png', 'People outside cannot reach this address.'],
    ['https://intranet/logo.png', 'People outside cannot reach this address.'],
    ['https://files.acme.internal/logo.png', 'People outside cannot reach this address.'],
    ['https://acme.example:8443/logo.png', 'People outside cannot reach this address.'],
    ['https://acme.example/logo.svg', 'Mail programs do not show SVG pictures.'],
    [`https://acme.example/${'a'.repeat(500)}.png`, 'longer than 500 characters'],
    ['https://acme.example/a b.png', 'This is not a web address.'],
  ])('a logo at %s is refused beside its field, and what was typed stays', async (typed, words) => {
    const form = await openForm('Change Mails & Web Pages');
    const { errors } = await form.fill({ Language: 'Deutsch (Sie)', Logo: typed }).submit();
    expect(errors).toEqual({ Logo: expect.stringContaining(words) });
    expect(form.values()).toMatchObject({ Language: 'DE', Logo: typed });
    expect(await fluxera.database.db.workspace.findFirstOrThrow()).toMatchObject({
      language: 'EN',
      logoUrl: null,
    });
    await closeAll();
  });
});

describe('two admins at once', () => {
  test('one wins; the other hears who changed what, keeps what they chose, and can save it knowingly', async () => {
    const mine = await openForm('Change Notifications');
    const theirs = await openForm('Change Notifications', adam());
    expect((await theirs.fill({ Acceptances: 'random' }).submit()).closed).toBe(true);
    const { form } = await mine.fill({ 'Daily Digest': 'onboarding' }).submit();
    expect(form?.text()).toContain(
      'Not saved. Adam Berg changed who hears of acceptances after you opened this, so nothing was saved. What you chose is still here: save again to put it in place of theirs.',
    );
    expect(form?.values()).toMatchObject({ Acceptances: 'C0GENERAL1', 'Daily Digest': 'C0ONBOARD1' });
    expect(await channelOf('ACCEPTANCES')).toBe('C0RANDOM01');
    expect((await form?.submit())?.closed).toBe(true);
    expect(await channelOf('ACCEPTANCES')).toBe('C0GENERAL1');
    expect(await channelOf('DIGEST')).toBe('C0ONBOARD1');
    await closeAll();
    await closeAll(adam());
  });

  test('saving what is so already changes nothing and takes nothing from anybody', async () => {
    const { db } = fluxera.database;
    const before = await db.workspace.findFirstOrThrow();
    const form = await openForm('Change Invitations');
    expect((await form.submit()).closed).toBe(true);
    expect((await db.workspace.findFirstOrThrow()).settingsRevision).toBe(before.settingsRevision);
    await closeAll();
  });
});

test('whoever loses the permission while a form is open is refused, keeps what they chose, and nothing is saved', async () => {
  const { db } = fluxera.database;
  const become = async (kind: 'ADMIN' | 'VIEWER') => {
    const { id } = await db.role.findFirstOrThrow({ where: { kind } });
    const where = { email: 'adam@acme.example' };
    await db.user.updateMany({ where, data: { roleId: id, roleKind: kind } });
  };
  const before = await db.workspace.findFirstOrThrow();
  for (const [button, chosen, kept] of [
    ['Change Invitations', { Reminders: [], 'Email Domains': 'x.example' }, { Reminders: [] }],
    [
      'Change Mails & Web Pages',
      { Language: 'Deutsch (Sie)', Logo: 'https://acme.example/logo.png' },
      { Language: 'DE', Logo: 'https://acme.example/logo.png' },
    ],
    ['Change Sign-In', { 'Sign Out After': '1 hour' }, { 'Sign Out After': 'HOUR' }],
    [
      'Change Notifications',
      { Acceptances: 'random', 'Daily Digest': '' },
      { Acceptances: 'C0RANDOM01', 'Daily Digest': null, 'Time Zone': before.timeZone },
    ],
  ] satisfies [string, Record<string, string | string[]>, Record<string, unknown>][]) {
    await become('ADMIN');
    const form = await openForm(button, adam());
    await become('VIEWER');
    const { form: again } = await form.fill(chosen).submit();
    expect(again?.text()).toContain('Your role, Viewer, cannot manage settings.');
    expect(again?.values()).toMatchObject(kept);
    await again?.cancel();
    const { ts: after } = adam().messages('dm').at(-1) ?? { ts: '' };
    await adam().click(button);
    // The refusal of this press: of an earlier one it would not be known whether this one was looked at as a Viewer's.
    await adam().waitForMessage('dm', 'Your role, Viewer, cannot manage settings.', { after });
    await closeAll(adam());
  }
  expect(await db.workspace.findFirstOrThrow()).toEqual(before);
});
