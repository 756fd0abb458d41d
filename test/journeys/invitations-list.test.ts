import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, linkFor, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

const olivia = () => fluxera.slack.as('olivia');

async function list(text = '') {
  const { form } = await olivia().run('/invitations', { text });
  if (!form) throw new Error('the list did not open');
  return form;
}

/** The list again, as it is after a button was pressed in it. */
const shown = (words: string | RegExp) => olivia().form(words);

describe('the list of invitations', () => {
  test('an empty list teaches what to do', async () => {
    const form = await list();
    expect(form.title()).toBe('Invitations');
    expect(form.text()).toContain('No invitation is waiting for an answer. Invite somebody with /invite.');
    await form.cancel();
  });

  test('tells address, role, name, dates, state and the way of the mail of each', async () => {
    await olivia().run('/invite', { text: 'Jane Doe <jane@example.com> member' });
    await until(
      'the mail is sent',
      async () => (await fluxera.database.db.invitation.count({ where: { delivery: 'SENT' } })) === 1,
    );
    const form = await list();
    expect(form.text()).toContain('jane@example.com · Jane Doe · Member');
    expect(form.text()).toMatch(/Pending until .* · mail sent/);
    expect(form.text()).toMatch(/Sent .* by Olivia/);
    expect(form.buttons()).toEqual(
      expect.arrayContaining(['Resend', 'Edit', 'Cancel Invitation', 'Details', 'Refresh']),
    );
    await form.cancel();
  });

  test('Resend sends a new link, kills the old one, and says so in the list', async () => {
    const old = await linkFor(fluxera, 'jane@example.com', 'invitation');
    await list();
    fluxera.passTime(DAY_MS);
    await olivia().click('Resend');
    const form = await shown('gets a new mail');
    expect(form.text()).toContain('2nd time');
    await fluxera.slack.until(
      () => fluxera.slack.mails().filter(({ to }) => to.email === 'jane@example.com')[1],
      'a second mail',
    );
    expect(await linkFor(fluxera, 'jane@example.com', 'invitation')).not.toBe(old);
    const page = await fluxera.visitor().open(old);
    expect(page.status).toBe(410);
    await form.cancel();
  });

  test('Details shows the whole history, newest first', async () => {
    await list();
    await olivia().click('Details');
    const form = await shown('History');
    expect(form.text()).toMatch(/sent it again\.[\s\S]*sent it, as Member\./);
    await form.cancel();
    await (await olivia().form()).cancel();
  });

  test('Edit changes role, name and message of an open invitation, and the list says so', async () => {
    await list();
    await olivia().click('Edit');
    const form = await shown('keeps its link');
    expect(form.values()).toMatchObject({ 'First Name': 'Jane', 'Last Name': 'Doe' });
    const result = await form.fill({ Role: 'Viewer', Message: 'See you on Monday.' }).submit();
    expect(result.closed).toBe(true);
    const after = await shown('is changed');
    expect(after.text()).toContain('jane@example.com · Jane Doe · Viewer');
    const page = await fluxera.visitor().open(await linkFor(fluxera, 'jane@example.com', 'invitation'));
    expect(page.text).toContain('See you on Monday.');
    await olivia().click('Details');
    const details = await shown('History');
    expect(details.text()).toContain('Olivia Owner changed the role from Member to Viewer and the message.');
    await details.cancel();
    await (await shown('Invitations')).cancel();
  });

  test('Details has room for eighty entries, and says how many more there are', async () => {
    const { db } = fluxera.database;
    const { id, workspaceId, inviterId } = await db.invitation.findFirstOrThrow({
      where: { email: 'jane@example.com' },
    });
    const before = await db.activity.count({ where: { subjectId: id } });
    await db.activity.createMany({
      data: Array.from({ length: 90 }, () => ({
        ...{ workspaceId, at: new Date(), action: 'invitation.edited', actorId: inviterId },
        ...{ subjectType: 'invitation', subjectId: id, source: 'SLACK' as const },
        ...{ before: { message: 'x' }, after: { message: 'y' }, reason: 'r'.repeat(500) },
      })),
    });
    await list();
    await olivia().click('Details');
    const details = await shown('History');
    expect(details.text().match(/Olivia Owner changed the message\./g)).toHaveLength(80);
    expect(details.text()).toContain(`${before + 10} earlier entries are not shown.`);
    await details.cancel();
    await (await shown('Invitations')).cancel();
  });

  test('Cancel asks first, keeps the reason, and ends the link', async () => {
    await list();
    await olivia().click('Details');
    await shown('History');
    await olivia().click('Cancel Invitation');
    const form = await shown('stops working at once');
    expect(form.submitText()).toBe('Cancel Invitation');
    await form.fill({ Reason: 'They start later.' }).submit();
    const details = await shown('canceled it');
    expect(details.text()).toContain('“They start later.”');
    await details.cancel();
    const below = await olivia().form();
    expect(below.text()).toContain('No invitation is waiting for an answer.');
    await below.cancel();
    const page = await fluxera.visitor().open(await linkFor(fluxera, 'jane@example.com', 'invitation'));
    expect(page.text).toContain('canceled');
  });

  test('finds by the beginning of any word of an address or a name, everywhere unless told where', async () => {
    await olivia().run('/invite', { text: 'Ali Berg <ali@example.com> member' });
    await olivia().run('/invite', { text: 'zoe@other.example viewer' });
    const found = await list('ber');
    expect(found.text()).toContain('1 invitation matching “ber”');
    expect(found.text()).not.toContain('zoe@other.example');
    const canceled = await found.fill({ Search: 'jane' }).submit();
    expect(canceled.form?.text()).toContain('jane@example.com');
    const nothing = await found.fill({ Search: 'nobody%' }).submit();
    expect(nothing.form?.text()).toContain('Nothing matches “nobody%” here.');
    await nothing.form?.cancel();
  });

  test('the menu shows each state, and keeps what is searched for', async () => {
    const form = await list('pending example');
    await form.choose('Show', 'Canceled');
    const canceled = await shown('canceled invitation');
    expect(canceled.text()).toContain('jane@example.com');
    expect(canceled.values()).toMatchObject({ Search: 'example' });
    await canceled.cancel();
  });

  test('whoever acts on what somebody else changed meanwhile is told who did what', async () => {
    await olivia().run('/invite', { text: 'adam@acme.example admin' });
    await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Berg' });
    const mine = await list('pending ali@example.com');
    const adam = fluxera.slack.as('adam');
    await adam.run('/invitations', { text: 'pending ali@example.com' });
    await adam.click('Resend');
    await adam.form('gets a new mail');
    await olivia().click('Resend');
    const form = await shown('Not done');
    expect(form.text()).toMatch(
      /Adam Berg changed the invitation of ali@example\.com on .*after you looked at it/,
    );
    await mine.cancel();
    await (await adam.form()).cancel();
  });

  test.each([
    ['Cancel Invitation', 'Cancel invitation?'],
    ['Edit', 'keeps its link'],
  ])('%s does nothing to what somebody else changed since the list was opened', async (button, words) => {
    const mine = await list('pending ali@example.com');
    await olivia().click(button);
    const form = await shown(words);
    const adam = fluxera.slack.as('adam');
    await adam.run('/invitations', { text: 'pending ali@example.com' });
    await adam.click('Resend');
    await (await adam.form('gets a new mail')).cancel();
    const { form: refused } = await form.submit();
    expect(refused?.text()).toMatch(
      /Adam Berg changed the invitation of ali@example\.com on .*, after you looked at it, so nothing was changed now\./,
    );
    await refused?.cancel();
    expect((await shown('ali@example.com')).text()).toContain('Pending until');
    await mine.cancel();
  });

  test('Edit gives no role that whoever edits cannot give, not even one that was on offer when they began', async () => {
    const { db } = fluxera.database;
    const { id: roleId, workspaceId } = await db.role.findFirstOrThrow({ where: { kind: 'ADMIN' } });
    const recruiter = await db.role.create({ data: { workspaceId, kind: 'CUSTOM', name: 'Recruiter' } });
    for (const permission of ['INVITE_USERS', 'VIEW_USERS'] as const) {
      await db.rolePermission.create({ data: { workspaceId, roleId: recruiter.id, permission } });
    }
    const adam = fluxera.slack.as('adam');
    await adam.run('/invitations', { text: 'pending ali@example.com' });
    await adam.click('Edit');
    const form = await adam.form('keeps its link');
    const where = { email: 'adam@acme.example' };
    await db.user.updateMany({ where, data: { roleId: recruiter.id, roleKind: 'CUSTOM' } });
    const result = await form.fill({ Role: 'Admin' }).submit();
    expect(result.errors).toMatchObject({
      Role: 'The role Admin can do things that yours cannot, so you cannot give it to others. Choose another role, or ask the Owner.',
    });
    expect(
      await db.invitation.findFirst({ where: { email: 'ali@example.com' }, include: { role: true } }),
    ).toMatchObject({ role: { name: 'Member' } });
    await db.user.updateMany({ where, data: { roleId, roleKind: 'ADMIN' } });
    await form.cancel();
    await (await adam.form('Invitations')).cancel();
  });

  test('an expired invitation is under Expired before anybody archives it, and Resend gives it seven days', async () => {
    fluxera.passTime(8 * DAY_MS);
    const form = await list('expired zoe');
    expect(form.text()).toMatch(/Expired .* · mail sent/);
    expect(form.buttons()).not.toContain('Cancel Invitation');
    await olivia().click('Resend');
    await (await shown('gets a new mail')).cancel();
    const pending = await list('pending zoe');
    expect(pending.text()).toContain('Pending until');
    await pending.cancel();
  });

  test('Resend All says how many, asks first, and sends all that match', async () => {
    fluxera.passTime(8 * DAY_MS);
    await list('expired');
    const { confirmation } = await olivia().click('Resend All');
    expect(confirmation).toBe(
      'All 2 get a new mail and seven more days. The links that they have stop working.',
    );
    const form = await shown('2 invitations were sent again');
    expect(form.text()).toContain('No invitation has expired.');
    await form.cancel();
  });

  test('Resend and Resend All leave out whom the settings do not allow any more, and who had enough mails', async () => {
    const { db } = fluxera.database;
    await olivia().run('/invite', {
      text: 'cap-1@acme.example cap-2@acme.example cap-3@other.example viewer',
    });
    await db.workspace.updateMany({ data: { allowedDomains: ['acme.example'] } });
    await list('pending cap');
    await olivia().click('Resend', { near: 'cap-3@other.example' });
    const refused = await shown('Not done.');
    expect(refused.text()).toContain(
      'cap-3@other.example is not of acme.example, and only these can be invited.',
    );
    for (let time = 2; time <= 5; time++) {
      await olivia().click('Resend', { near: 'cap-1@acme.example' });
      await (await shown('gets a new mail')).cancel();
      await list('pending cap');
    }
    await olivia().click('Resend All');
    const form = await shown(
      '1 invitation was sent again, with seven more days. Not sent: 1 had as many mails today as one person gets and 1 belonged to a domain that cannot be invited any more.',
    );
    await form.cancel();
    expect(await db.invitation.findMany({ where: { email: { startsWith: 'cap-' } } })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ email: 'cap-1@acme.example', version: 5 }),
        expect.objectContaining({ email: 'cap-2@acme.example', version: 2 }),
        expect.objectContaining({ email: 'cap-3@other.example', version: 1 }),
      ]),
    );
    await db.workspace.updateMany({ data: { allowedDomains: [] } });
  });

  test('Undo takes back what was just sent, for a minute', async () => {
    const reply = await olivia().run('/invite', { text: 'oops@example.com member' });
    expect(reply.text).toContain('Undo works for a minute.');
    await olivia().click('Undo');
    await olivia().waitForMessage('general', 'You took back the invitation of oops@example.com.');
    await olivia().run('/invite', { text: 'late@example.com member' });
    fluxera.passTime(61_000);
    await olivia().click('Undo');
    await olivia().waitForMessage('general', 'Undo works for 60 seconds after sending, and they are over.');
  });

  test('whoever may only look sees the list without its buttons', async () => {
    await olivia().run('/invite', { text: 'victor@acme.example viewer' });
    await acceptAndVerify(fluxera, 'victor@acme.example', { 'First Name': 'Victor', 'Last Name': 'Hale' });
    const { form } = await fluxera.slack.as('victor').run('/invitations', { text: 'all ali' });
    expect(new Set(form?.buttons())).toEqual(new Set(['Details', 'Refresh']));
    await form?.cancel();
  });

  test('whoever may not even see users sees no invitation, also not by a button that was shown before', async () => {
    const { db } = fluxera.database;
    const victor = fluxera.slack.as('victor');
    await victor.run('/invitations', { text: 'all zoe' });
    const { workspaceId } = await db.user.findFirstOrThrow({ where: { email: 'victor@acme.example' } });
    const intern = await db.role.create({ data: { workspaceId, kind: 'CUSTOM', name: 'Intern' } });
    await db.user.updateMany({
      where: { email: 'victor@acme.example' },
      data: { roleId: intern.id, roleKind: 'CUSTOM' },
    });
    const refusal = 'Your role, Intern, cannot view users. Ask';
    await victor.click('Details');
    await victor.waitForMessage('dm', refusal);
    await (await victor.form('Invitations')).cancel();
    const reply = await victor.run('/invitations', { text: 'all' });
    expect(reply.text).toContain(refusal);
    expect(reply.form).toBeUndefined();
  });
});
