import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { acceptAndVerify, linkFor, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const cast = ['olivia', 'adam', 'mia', 'victor'];

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ] as const) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
  await make('Help desk', { Description: 'Answers questions', Users: ['View users', 'Invite users'] });
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of cast) await closeAll(name);
});

const db = () => fluxera.database.db;
const roleNamed = (name: string) => db().role.findFirstOrThrow({ where: { name, deletedAt: null } });

async function closeAll(name: string) {
  while (as(name).hasForm()) await (await as(name).form()).dismiss();
}

async function make(name: string, filled: Record<string, string | string[]> = {}) {
  await olivia().run('/roles');
  await olivia().click('Create Role');
  await (await olivia().form(/^Create role/)).fill({ Name: name, ...filled }).submit();
  await olivia().form('is there now');
  await closeAll('olivia');
}

async function press(viewer: string, name: string, button: string, title: RegExp) {
  await closeAll(viewer);
  await as(viewer).run('/roles', { text: name });
  await as(viewer).click(button);
  return as(viewer).form(title);
}

const payloadOf = z.looseObject({ user: z.looseObject({}), view: z.looseObject({}) });

/** Sends the last form once more, by somebody else or about another role: what no screen offers. */
async function forge(by: string, about: { id: string; revision: number }): Promise<string> {
  const body = payloadOf.parse(fluxera.slack.deliveries('view_submission').at(-1)?.body);
  const payload = {
    ...body,
    user: { ...body.user, id: as(by).id },
    view: { ...body.view, previous_view_id: null, private_metadata: JSON.stringify(about) },
  };
  const answer = await fluxera.slack.deliver({ payload: JSON.stringify(payload) });
  return 'body' in answer ? answer.body : '';
}

describe('A custom role works wherever roles do:', () => {
  test('in a file of people, by its name in any case, with the nearest name for a mistyped one', async () => {
    const { form } = await olivia().run('/invite', { text: 'bulk' });
    const content = 'Email,Role\na@desk.example,HELP DESK\nb@desk.example,Help dsk\nc@desk.example,viewer\n';
    await form?.attach({ 'CSV File': { name: 'desk.csv', content } });
    const { form: review } = (await form?.submit()) ?? {};
    expect(review?.text()).toContain('Help desk');
    expect(review?.text()).toMatch(/There is no such role\. Did you mean Help desk\?/);
    const { form: sent } = (await review?.submit()) ?? {};
    expect(sent?.text()).toContain('2 people are invited');
    await fluxera.slack.waitForMail('a@desk.example');
    const invitation = await db().invitation.findFirstOrThrow({ where: { email: 'a@desk.example' } });
    expect(invitation.roleId).toBe((await roleNamed('Help desk')).id);
  });

  test('when an invitation is edited, when somebody’s role is changed, and as the default', async () => {
    await olivia().run('/invitations', { text: 'pending c@desk.example' });
    await olivia().click('Edit');
    await (await olivia().form(/^Edit invitation/)).fill({ Role: 'Help desk' }).submit();
    expect((await olivia().form('c@desk.example')).text()).toContain('Help desk');
    await closeAll('olivia');
    await olivia().run('/users', { text: 'victor@acme.example' });
    await olivia().click('Change Role');
    const change = await olivia().form(/^Change role/);
    expect(change.text()).toContain('As Help desk\nGains: invite users.');
    await change.fill({ Role: 'Help desk' }).submit();
    expect((await olivia().form('Done.')).text()).toContain('Victor Hale is Help desk now.');
    expect((await fluxera.slack.waitForMail('victor@acme.example', /role was changed/)).text).toContain(
      'You are Help desk now.',
    );
    expect((await as('victor').openHome()).text).toContain('Your role: Help desk');
    await closeAll('olivia');
    await olivia().run('/fluxera', { text: 'settings' });
    await olivia().click('Change Invitations');
    await (await olivia().form(/^Invitations/)).fill({ 'Default Role': 'Help desk' }).submit();
    expect((await olivia().form('Default Role: Help desk')).title()).toBe('Settings');
    await closeAll('olivia');
    expect((await olivia().run('/invite')).form?.values()).toMatchObject({
      Role: (await roleNamed('Help desk')).id,
    });
  });

  test('for whoever holds it: they give what they may, and no more', async () => {
    const { form } = await as('victor').run('/invite');
    expect(form?.options('Role')).toEqual(['Viewer', 'Help desk']);
    await closeAll('victor');
    expect((await as('victor').run('/invite', { text: 'x@example.com member' })).text).toContain(
      'The role Member can do things that yours cannot',
    );
    expect((await as('victor').run('/invite', { text: 'y@desk.example help desk' })).text).toContain(
      'You invited y@desk.example as Help desk',
    );
    const page = await fluxera.visitor().open(await linkFor(fluxera, 'y@desk.example', 'invitation'));
    expect(page.text).toContain('Help desk');
  });

  test('what a role gains while an invitation is open, its inviter has to hold as well when it is accepted', async () => {
    const form = await press('adam', 'help desk', 'Edit Role', /^Edit role/);
    const { id } = await roleNamed('Help desk');
    await make('Help desk lite', { Users: ['View users', 'Invite users'] });
    const lite = await roleNamed('Help desk lite');
    const victor = { email: 'victor@acme.example' };
    await db().user.updateMany({ where: victor, data: { roleId: lite.id } });
    await form.fill({ Workspace: ['View reports', 'Export data'] }).submit();
    await as('adam').form('The role Help desk is saved');
    const browser = fluxera.visitor();
    const page = await browser.open(await linkFor(fluxera, 'y@desk.example', 'invitation'));
    const refused = await browser.press(page, 'Accept Invitation', {
      'First Name': 'Yara',
      Password: 'Otters swim upstream 42',
    });
    expect(refused.text).not.toContain('Check your mail');
    expect(await db().user.count({ where: { roleId: id } })).toBe(0);
    await db().user.updateMany({ where: victor, data: { roleId: id } });
  });

  test('a file that is not sent yet, and a request, get the role that replaces it', async () => {
    const { form } = await olivia().run('/invite', { text: 'bulk' });
    const content = 'Email,Role\nlater@desk.example,Help desk lite\n';
    await form?.attach({ 'CSV File': { name: 'later.csv', content } });
    const { form: review } = (await form?.submit()) ?? {};
    await as('mia').run('/invite');
    const asking = await as('mia').form();
    await asking.fill({ 'Email Address': 'asked@desk.example', Role: 'Help desk lite' }).submit();
    await as('mia').form('You asked to invite');
    const deletion = await press('adam', 'help desk lite', 'Delete Role', /^Delete role/);
    await deletion.fill({ 'New Role': 'Help desk' }).submit();
    await as('adam').form('The role Help desk lite is deleted.');
    const { form: sent } = (await review?.submit()) ?? {};
    expect(sent?.text()).toContain('is invited');
    const { id } = await roleNamed('Help desk');
    const later = await db().invitation.findFirstOrThrow({ where: { email: 'later@desk.example' } });
    expect(later.roleId).toBe(id);
    const request = await db().invitationRequest.findFirstOrThrow({ where: { status: 'PENDING' } });
    expect(request.roleId).toBe(id);
    await olivia().waitForMessage('general', /asks? to invite .*asked@desk\.example.* as Help desk\./);
  });
});

test('A role that is offered to the Owner, in return for the ownership, is not deleted before that is answered', async () => {
  await olivia().run('/users', { text: 'olivia@acme.example' });
  await olivia().click('Transfer Ownership');
  const offer = await olivia().form(/^Transfer ownership/);
  await offer.fill({ 'New Owner': 'mia', 'Your New Role': 'Help desk', 'Workspace Name': 'Acme' }).submit();
  const deletion = await press('adam', 'help desk', 'Delete Role', /^Delete role/);
  const { form: again } = await deletion.fill({ 'New Role': 'Viewer' }).submit();
  expect(again?.text()).toMatch(
    /Olivia Owner offers Mia Lund to become the Owner, and would then have the role Help desk, so it was not deleted\. Ask Olivia Owner to withdraw the offer, or wait until it is answered: it ends on /,
  );
  await closeAll('olivia');
  await olivia().run('/users', { text: 'olivia@acme.example' });
  await olivia().click('Withdraw Offer');
  await olivia().form('The offer is withdrawn');
});

describe('Whoever sends a form that no screen offers is refused, and nothing changes:', () => {
  const allRoles = () => db().role.findMany({ include: { permissions: true }, orderBy: { id: 'asc' } });
  const changed = () => db().activity.count({ where: { action: { startsWith: 'role.' } } });

  test('to edit', async () => {
    await make('Managers', { Users: ['View users', 'Manage users'], Workspace: ['Manage settings'] });
    await make('Sample');
    const form = await press('olivia', 'sample', 'Edit Role', /^Edit role/);
    await form.fill({ Name: 'Sample two', Assets: ['View assets', 'Delete assets'] }).submit();
    await olivia().form('The role Sample two is saved');
    const managers = await roleNamed('Managers');
    const mia = { where: { email: 'mia@acme.example' } };
    await db().user.updateMany({ ...mia, data: { roleId: managers.id, roleKind: 'CUSTOM' } });
    const sample = await roleNamed('Sample two');
    await make('Weak', { Assets: [], Licenses: [], Users: ['View users'], Workspace: [] });
    const weak = await roleNamed('Weak');
    await press('olivia', 'weak', 'Edit Role', /^Edit role/);
    await (await olivia().form(/^Edit role/)).fill({ Name: 'Weaker', Assets: ['Delete assets'] }).submit();
    await olivia().form('The role Weaker is saved');
    const [roles, count] = [await allRoles(), await changed()];
    for (const [by, about, words] of [
      ['mia', { id: managers.id, revision: 1 }, 'You hold the role Managers, and nobody changes what they'],
      ['mia', { id: sample.id, revision: 2 }, 'The role Sample two can do things that yours cannot'],
      ['mia', { id: weak.id, revision: 2 }, 'The role Weaker can do things that yours cannot'],
      ['victor', { id: sample.id, revision: 2 }, 'Your role, Help desk, cannot manage settings. Ask'],
      [
        'adam',
        { id: (await roleNamed('Member')).id, revision: 1 },
        'Member is built in, and stays as it is.',
      ],
      ['adam', { id: sample.id, revision: 1 }, 'Olivia Owner changed the role Sample two on'],
    ] as const) {
      expect(await forge(by, about)).toContain(words);
    }
    expect([await allRoles(), await changed()]).toEqual([roles, count]);
  });

  test('to make one', async () => {
    await make('Strong', { Assets: ['View assets', 'Delete assets'] });
    const roles = await allRoles();
    const { id } = await roleNamed('Viewer');
    expect(await forge('mia', { id, revision: 1 })).toContain(
      'You cannot give the permissions to delete assets and view reports, so nothing was saved.',
    );
    expect(await forge('victor', { id, revision: 1 })).toContain(
      'Your role, Help desk, cannot manage settings.',
    );
    expect(await forge('adam', { id, revision: 1 })).toContain('There is a role “Strong” already');
    expect(await allRoles()).toEqual(roles);
  });

  test('to delete one', async () => {
    await make('Passing');
    const form = await press('olivia', 'passing', 'Delete Role', /^Delete role/);
    await form.fill({ 'New Role': 'Admin' }).submit();
    await olivia().form('is deleted');
    const roles = await allRoles();
    const managers = await roleNamed('Managers');
    await make('Empty', { Assets: [], Licenses: [], Users: [], Workspace: [] });
    const empty = await roleNamed('Empty');
    const again = await press('olivia', 'sample two', 'Delete Role', /^Delete role/);
    await again.fill({ 'New Role': 'Admin', Reason: 'x' }).submit();
    await olivia().form('is deleted');
    expect(await forge('mia', { id: empty.id, revision: 1 })).toContain(
      'The role Admin can do things that yours cannot, so you cannot give it to others.',
    );
    expect(await forge('mia', { id: managers.id, revision: 1 })).toContain('You hold the role Managers');
    expect(await forge('adam', { id: (await roleNamed('Owner')).id, revision: 1 })).toContain(
      'Owner is built in',
    );
    const left = await db().role.findMany({ where: { deletedAt: null } });
    expect(left).toHaveLength(roles.filter(({ deletedAt }) => deletedAt === null).length);
  });
});

test('whoever holds a role hears what they can do now when it permits something else, and not of its new name', async () => {
  await make('Night desk', { Users: ['View users'] });
  const { id, kind, workspaceId } = await roleNamed('Night desk');
  await db().user.updateMany({
    where: { workspaceId, email: 'victor@acme.example' },
    data: { roleId: id, roleKind: kind },
  });
  const renamed = await press('olivia', 'night desk', 'Edit Role', /^Edit role/);
  await renamed.fill({ Name: 'Late desk' }).submit();
  await olivia().form('The role Late desk is saved');
  const edited = await press('olivia', 'late desk', 'Edit Role', /^Edit role/);
  await edited.fill({ Users: ['View users', 'Invite users'] }).submit();
  const { text } = await fluxera.slack.waitForMail('victor@acme.example', /permits something else now/);
  expect(text).toContain('Olivia Owner changed what your role, Late desk, permits in Acme.');
  await as('victor').waitForMessage('dm', 'changed what your role, Late desk, permits in Acme.');
  const told = fluxera.slack.mails().filter(({ text }) => text.includes('what your role'));
  expect(told.map(({ to }) => to)).toHaveLength(1);
});
