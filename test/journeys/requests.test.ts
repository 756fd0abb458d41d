import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PersonChange } from '../../sandbox/acts/change-people.ts';
import { acceptAndVerify, linkFor, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await invite('adam@acme.example admin', 'Adam', 'Berg');
  await invite('mia@acme.example member', 'Mia', 'Chen');
  await invite('victor@acme.example viewer', 'Victor', 'Hale');
}, 60_000);
afterAll(() => fluxera.stop());

const person = (name: string) => fluxera.slack.as(name);
const db = () => fluxera.database.db;
const invitations = (email: string) => db().invitation.count({ where: { email } });

async function invite(text: string, firstName: string, lastName: string) {
  await person('olivia').run('/invite', { text });
  await acceptAndVerify(fluxera, text.split(' ')[0] ?? '', {
    'First Name': firstName,
    'Last Name': lastName,
  });
}

/** Mia asks for somebody; resolves to the card in the channel. */
async function ask(email: string, answers: Record<string, string> = {}, who = 'mia') {
  const { form } = await person(who).run('/invite');
  if (!form) throw new Error('no form');
  const sent = await form.fill({ 'Email Address': email, Role: 'Member', ...answers }).submit();
  if (!sent.form) throw new Error(JSON.stringify(sent));
  const words = sent.form.text();
  await sent.form.cancel();
  return { words, card: await person('olivia').waitForMessage('general', `asks to invite ${email}`) };
}

describe('Whoever may not invite asks for it', () => {
  test('with /invite, which opens a form that says who decides', async () => {
    const { form } = await person('mia').run('/invite');
    expect(form?.title()).toBe('Ask to invite');
    expect(form?.submitText()).toBe('Send Request');
    expect(Object.keys(form?.values() ?? {})).toEqual([
      'Email Address',
      'Role',
      'First Name',
      'Last Name',
      'Message',
      'Reason',
    ]);
    expect(form?.options('Role')).toEqual(['Admin', 'Member', 'Viewer']);
    await form?.cancel();
    const { words } = await ask('jane@example.com', {
      'First Name': 'Jane',
      'Last Name': 'Doe',
      Message: 'Welcome to *us*',
      Reason: 'She starts on <!channel> Monday & *needs* it',
    });
    expect(words).toMatch(
      /^You asked to invite jane@example\.com as Member\. .* or .* will decide, and you get a message when that is done\. Nobody is invited until then\.$/,
    );
    expect(await invitations('jane@example.com')).toBe(0);
  });

  test('the card says who asks, for whom, in which role, and why, and nothing that was typed is interpreted', async () => {
    const card = await person('olivia').waitForMessage('general', 'asks to invite jane@example.com');
    expect(card.text).toContain('asks to invite jane@example.com as Member.');
    expect(card.text).toContain('She starts on <!channel> Monday & *needs* it');
    expect(card.text).toContain('Name: Jane Doe');
    expect(card.text).toContain('Welcome to *us*');
    expect(card.buttons).toEqual(['Approve', 'Deny']);
    expect(JSON.stringify(card.blocks)).not.toContain('mrkdwn');
    expect(card.fallback).not.toContain('<!channel>');
  });

  test('with addresses and a role in the command, which are filled in and not sent', async () => {
    const { form } = await person('victor').run('/invite', { text: 'Kim Lee <kim@example.com> as viewer' });
    const viewer = await db().role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
    expect(form?.values()).toMatchObject({
      'Email Address': 'kim@example.com',
      Role: viewer.id,
      'First Name': 'Kim',
      'Last Name': 'Lee',
    });
    await form?.cancel();
    expect(await db().invitationRequest.count({ where: { emails: { has: 'kim@example.com' } } })).toBe(0);
  });

  test('with the button of App Home', async () => {
    const home = await person('mia').openHome();
    expect(home.buttons).toContain('Ask to Invite');
  });

  test('a role that nobody can ask for is answered with those there are', async () => {
    const reply = await person('mia').run('/invite', { text: 'kim@example.com boss' });
    expect(reply.text).toContain('There is no role “boss”. Choose Admin, Member or Viewer.');
  });

  test.each([
    ['jane@', '“jane@” is not an email address. Check it; it should look like jane@example.com.'],
    ['adam@acme.example', 'adam@acme.example is a user of Fluxera already. There is no need to invite them.'],
  ])('%s is refused beside its field, and what was typed stays', async (email, words) => {
    const { form } = await person('mia').run('/invite');
    const { errors } = (await form
      ?.fill({ 'Email Address': email, Role: 'Member', Reason: 'Because' })
      .submit()) ?? { errors: undefined };
    expect(errors).toEqual({ 'Email Address': words });
    expect(form?.values()).toMatchObject({ 'Email Address': email, Reason: 'Because' });
    await form?.cancel();
  });

  test('more people than somebody can look at are refused', async () => {
    const { form } = await person('mia').run('/invite');
    const many = Array.from({ length: 21 }, (_, index) => `many-${index}@example.com`).join(', ');
    const sent = await form?.fill({ 'Email Address': many, Role: 'Member' }).submit();
    expect(sent?.errors?.['Email Address']).toBe(
      '21 addresses are too many at once: the most is 20. Send them in several parts.',
    );
    await form?.cancel();
  });

  test('asking again for the same people says that nobody has decided yet', async () => {
    const { form } = await person('mia').run('/invite', { text: 'JANE@example.com member' });
    const sent = await form?.submit();
    expect(sent?.form?.text()).toMatch(
      /You asked to invite the same people on .*, and nobody has decided yet\. There is no need to ask again\. If it is urgent: ask .*\./,
    );
    await sent?.form?.cancel();
  });

  test('people without an account, guests and people of other teams ask nobody', async () => {
    const nora = await person('nora').run('/invite', { text: 'x@example.com member' });
    expect(nora.text).toContain('You do not have a Fluxera account yet.');
    const gina = await person('gina').run('/invite', { text: 'x@example.com member' });
    expect(gina.text).toContain('only for members of this Slack workspace');
    expect(nora.form ?? gina.form).toBeUndefined();
  });
});

describe('Approve', () => {
  test('by somebody who may not invite changes nothing, and says so to them alone', async () => {
    await person('victor').click('Approve', { near: 'jane@example.com' });
    const told = await person('victor').waitForMessage('general', 'Your role, Viewer, cannot invite users.');
    expect(told.ephemeral).toBe(true);
    await person('victor').click('Deny', { near: 'jane@example.com' });
    await person('victor').waitForMessage('general', 'Your role, Viewer, cannot invite users.', {
      after: told.ts,
    });
    expect(person('victor').hasForm()).toBe(false);
    const card = await person('olivia').waitForMessage('general', 'asks to invite jane@example.com');
    expect(card.buttons).toEqual(['Approve', 'Deny']);
    expect(await invitations('jane@example.com')).toBe(0);
  });

  test.each<[string, PersonChange]>([
    ['a guest', { isGuest: true }],
    ['a person of another company', { teamId: 'T0OTHER001' }],
  ])('by an Admin who has become %s changes nothing', async (_what, change) => {
    fluxera.passTime(61_000);
    await fluxera.slack.people.change('adam', change);
    const { ts } = person('adam').messages('general').at(-1) ?? { ts: '' };
    await person('adam').click('Approve', { near: 'jane@example.com' });
    await person('adam').waitForMessage('general', 'only for members of this Slack workspace', { after: ts });
    await fluxera.slack.people.become('adam', 'normal');
    expect(await invitations('jane@example.com')).toBe(0);
  });

  test('sends the invitation in the name of whoever approves, and every place says who that was', async () => {
    await person('adam').click('Approve', { near: 'jane@example.com' });
    await person('adam').waitForMessage('general', 'jane@example.com gets an invitation in your name.');
    const mail = await fluxera.slack.waitForMail('jane@example.com');
    expect(mail.text).toContain('Adam Berg');
    expect(mail.text).toContain('Welcome to *us*');
    const card = await person('olivia').waitForMessage(
      'general',
      /asks to invite jane@example\.com[\s\S]*Approved by Adam Berg,/,
    );
    expect(card.buttons).toEqual([]);
    const told = await person('mia').waitForMessage('dm', 'approved your request.');
    expect(told.text).toContain('jane@example.com is invited as Member.');
    const page = await fluxera.visitor().open(await linkFor(fluxera, 'jane@example.com', 'invitation'));
    expect(page.text).toContain('Adam Berg invited you');
  });

  test('pressed twice at once sends one invitation, and says who was faster', async () => {
    await ask('double@example.com');
    const click = () => person('olivia').click('Approve', { near: 'double@example.com' });
    const { ts } = person('olivia').messages('general').at(-1) ?? { ts: '' };
    await Promise.all([click(), click()]);
    await person('olivia').waitForMessage('general', 'double@example.com gets an invitation', { after: ts });
    await person('olivia').waitForMessage(
      'general',
      /Olivia .*approved this request on .*, so nothing was changed now\./,
      { after: ts },
    );
    expect(await invitations('double@example.com')).toBe(1);
  });

  test('reports who was invited meanwhile, and invites the rest', async () => {
    const { form } = await person('victor').run('/invite', {
      text: 'two@example.com one@example.com member',
    });
    await (await form?.submit())?.form?.cancel();
    await person('olivia').waitForMessage('general', 'asks to invite one@example.com and two@example.com');
    await person('olivia').run('/invite', { text: 'one@example.com viewer' });
    await person('olivia').click('Approve', { near: 'two@example.com' });
    await person('olivia').waitForMessage(
      'general',
      'two@example.com gets an invitation in your name. one@example.com is invited already.',
    );
    const told = await person('victor').waitForMessage('dm', 'approved your request.');
    expect(told.text).toContain(
      'two@example.com is invited as Member. one@example.com has an account or an invitation already.',
    );
    await person('olivia').waitForMessage(
      'general',
      '1 of 2 people not invited: account or invitation by then',
    );
  });

  test('where no seat is left the request stays open, and the approver is told', async () => {
    await ask('noseat@example.com');
    await db().workspace.updateMany({ data: { seatLimit: 1 } });
    await person('adam').click('Approve', { near: 'noseat@example.com' });
    await person('adam').waitForMessage(
      'general',
      'Your plan has 1 seat, and none is left. Nothing was done.',
    );
    const card = await person('olivia').waitForMessage('general', 'asks to invite noseat@example.com');
    expect(card.buttons).toEqual(['Approve', 'Deny']);
    await db().workspace.updateMany({ data: { seatLimit: null } });
    await person('adam').click('Approve', { near: 'noseat@example.com' });
    await fluxera.slack.waitForMail('noseat@example.com');
  });

  test('of a role that the approver cannot give is refused, and the request stays open', async () => {
    const { id: roleId, workspaceId } = await db().role.findFirstOrThrow({ where: { kind: 'ADMIN' } });
    await ask('boss@example.com', { Role: 'Admin' });
    const taken = {
      workspaceId_roleId_permission: { workspaceId, roleId, permission: 'MANAGE_BILLING' as const },
    };
    await db().rolePermission.create({ data: taken.workspaceId_roleId_permission });
    const recruiter = await db().role.create({ data: { workspaceId, kind: 'CUSTOM', name: 'Recruiter' } });
    await db().rolePermission.create({
      data: { workspaceId, roleId: recruiter.id, permission: 'INVITE_USERS' },
    });
    const adam = { email: 'adam@acme.example' };
    await db().user.updateMany({ where: adam, data: { roleId: recruiter.id, roleKind: 'CUSTOM' } });
    await person('adam').click('Approve', { near: 'boss@example.com' });
    await person('adam').waitForMessage('general', 'The role Admin can do things that yours cannot');
    expect(await invitations('boss@example.com')).toBe(0);
    await db().user.updateMany({ where: adam, data: { roleId, roleKind: 'ADMIN' } });
    await db().rolePermission.delete({ where: taken });
  });
});

describe('Deny', () => {
  test('asks for a reason, which the requester is told; nobody is invited', async () => {
    await ask('never@example.com', { Reason: 'A friend of mine' });
    await person('olivia').click('Deny', { near: 'never@example.com' });
    const form = await person('olivia').form('Deny this request?');
    expect(form.text()).toContain('A friend of mine');
    expect(form.submitText()).toBe('Deny');
    const result = await form.fill({ Reason: 'We *hire* nobody now.' }).submit();
    expect(result.closed).toBe(true);
    const card = await person('adam').waitForMessage(
      'general',
      /never@example\.com[\s\S]*Denied by Olivia .*,/,
    );
    expect(card.text).toContain('We *hire* nobody now.');
    expect(card.buttons).toEqual([]);
    const told = await person('mia').waitForMessage('dm', 'denied your request to invite never@example.com.');
    expect(told.text).toContain('We *hire* nobody now.');
    expect(await invitations('never@example.com')).toBe(0);
  });

  test('comes too late where somebody approved while the form was open', async () => {
    await ask('late@example.com');
    await person('olivia').click('Deny', { near: 'late@example.com' });
    const form = await person('olivia').form('Deny this request?');
    await person('adam').click('Approve', { near: 'late@example.com' });
    await person('adam').waitForMessage('general', 'late@example.com gets an invitation');
    const { form: refused } = await form.fill({ Reason: 'No' }).submit();
    expect(refused?.title()).toBe('Not done');
    expect(refused?.text()).toMatch(/Adam Berg approved this request on .*, so nothing was changed now\./);
    await refused?.cancel();
  });
});

describe('/fluxera requests', () => {
  const list = async (who: string) => {
    const { form } = await person(who).run('/fluxera', { text: 'requests' });
    if (!form) throw new Error('the list did not open');
    return form;
  };

  test('lists what is open, with Approve and Deny, and says what was done', async () => {
    await ask('first@example.com');
    await ask('second@example.com');
    const form = await list('olivia');
    expect(form.title()).toBe('Requests');
    expect(form.text()).toContain('3 requests wait to be decided.');
    await person('olivia').click('Approve', { near: 'second@example.com' });
    const approved = await person('olivia').form('second@example.com gets an invitation in your name.');
    expect(approved.text()).toContain('2 requests wait to be decided.');
    await person('olivia').click('Deny', { near: 'first@example.com' });
    const deny = await person('olivia').form('Deny this request?');
    await deny.fill({ Reason: 'Not now' }).submit();
    const denied = await person('olivia').form('The request for first@example.com is denied.');
    expect(denied.text()).toContain('1 request waits to be decided.');
    await denied.choose('Show', 'Decided');
    const decided = await person('olivia').form('Denied by Olivia');
    expect(decided.text()).toMatch(/first@example\.com[\s\S]*second@example\.com/);
    expect(decided.text()).toContain('Not now');
    await decided.cancel();
  });

  test('a request that somebody else decided while the list was open says who did', async () => {
    await ask('shared@example.com');
    const mine = await list('olivia');
    await person('adam').click('Approve', { near: 'shared@example.com' });
    await person('adam').waitForMessage('general', 'shared@example.com gets an invitation');
    await person('olivia').click('Approve', { near: 'shared@example.com' });
    const form = await person('olivia').form('Not done.');
    expect(form.text()).toMatch(/Adam Berg approved this request on/);
    await mine.cancel();
  });

  test('has pages', async () => {
    for (let index = 0; index < 9; index++) await ask(`page-${index}@example.com`);
    const form = await list('adam');
    expect(form.text()).toContain('page-8@example.com');
    expect(form.text()).not.toContain('boss@example.com');
    await person('adam').click('Older');
    const older = await person('adam').form('boss@example.com');
    expect(older.text()).not.toContain('page-8@example.com');
    await person('adam').click('Newer');
    await (await person('adam').form('page-8@example.com')).cancel();
  });

  test('shows people who only ask their own requests, without buttons', async () => {
    const form = await list('victor');
    expect(form.title()).toBe('My requests');
    expect(form.text()).toContain('None of your requests waits to be decided.');
    expect(form.buttons()).toEqual(['Refresh']);
    await form.choose('Show', 'Decided');
    const decided = await person('victor').form('Approved by Olivia');
    expect(decided.text()).not.toContain('jane@example.com');
    await decided.cancel();
  });
});

describe('Where no channel hears of requests', () => {
  test('the Owner and the Admins get a card each, and one decision changes all', async () => {
    await db().notificationChannel.deleteMany({ where: { event: 'REQUESTS' } });
    const { form } = await person('mia').run('/invite', { text: 'direct@example.com viewer' });
    await (await form?.submit())?.form?.cancel();
    const cards = await Promise.all(
      ['olivia', 'adam'].map((who) => person(who).waitForMessage('dm', 'asks to invite direct@example.com')),
    );
    expect(cards.map(({ buttons }) => buttons)).toEqual([
      ['Approve', 'Deny'],
      ['Approve', 'Deny'],
    ]);
    await person('adam').click('Approve', { near: 'direct@example.com' });
    for (const who of ['olivia', 'adam']) {
      const card = await person(who).waitForMessage('dm', /direct@example\.com[\s\S]*Approved by Adam Berg,/);
      expect(card.buttons).toEqual([]);
    }
  });

  test('so do they where the channel is not there any more', async () => {
    const { id: workspaceId } = await db().workspace.findFirstOrThrow();
    await db().notificationChannel.create({
      data: { workspaceId, event: 'REQUESTS', slackChannelId: 'C0GONE0001' },
    });
    const { form } = await person('mia').run('/invite', { text: 'gone@example.com viewer' });
    await (await form?.submit())?.form?.cancel();
    await person('olivia').waitForMessage('dm', 'asks to invite gone@example.com');
  });
});
