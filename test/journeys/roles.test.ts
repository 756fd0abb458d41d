import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

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
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of cast) await closeAll(name);
});

async function closeAll(name: string) {
  while (as(name).hasForm()) await (await as(name).form()).dismiss();
}

/** The list, or the details of one role. */
async function open(viewer: string, name = '') {
  await closeAll(viewer);
  const { form, text } = await as(viewer).run('/roles', { text: name });
  if (!form) throw new Error(`no roles: ${text}`);
  return form;
}

async function press(viewer: string, name: string, button: string, title: RegExp) {
  await open(viewer, name);
  await as(viewer).click(button);
  return as(viewer).form(title);
}

const db = () => fluxera.database.db;
const roleNamed = (name: string) => db().role.findFirstOrThrow({ where: { name, deletedAt: null } });

describe('/roles', () => {
  test('lists the built-in roles with who holds them and what they allow, and teaches what custom ones are for', async () => {
    await olivia().run('/invite', { text: 'waits@example.com viewer' });
    const list = await open('olivia');
    expect(list.title()).toBe('Roles');
    expect(list.text()).toContain(
      'Viewer · 1 person and 1 open invitation\nExecutives, external auditors, contractors\nCan view assets, licenses, users and reports.',
    );
    expect(list.text()).toMatch(
      /Owner · 1 person[\s\S]*Admin · 1 person[\s\S]*Member · 1 person[\s\S]*Viewer/,
    );
    expect(list.text()).toContain('No custom roles yet.');
    expect(list.buttons().slice(0, 3)).toEqual(['Create Role', 'Compare Roles', 'Refresh']);
  });

  test('who may only look sees the same, and no way to change it', async () => {
    const list = await open('victor');
    expect(list.text()).toContain('Whoever may manage users and settings can make one.');
    expect(list.buttons()).not.toContain('Create Role');
    expect((await open('victor', 'member')).buttons()).toEqual([]);
  });

  test('compares which role has which permission, all fifteen', async () => {
    await open('mia');
    await as('mia').click('Compare Roles');
    const table = (await as('mia').form(/Compare roles|1 Owner/)).text();
    expect(table).toContain('1 Owner · 2 Admin · 3 Member · 4 Viewer');
    expect(table).toMatch(/View assets +yes +yes +yes +yes/);
    expect(table).toMatch(/Manage billing +yes +– +– +–/);
    expect(table.match(/^(View|Create|Edit|Delete|Invite|Manage|Export) /gm)).toHaveLength(15);
  });

  test('is reached from the settings, from Home, and as a subcommand', async () => {
    await olivia().run('/fluxera', { text: 'settings' });
    await olivia().click('Roles');
    expect((await olivia().form('No custom roles yet')).title()).toBe('Roles');
    await closeAll('olivia');
    expect((await olivia().run('/fluxera', { text: 'roles owner' })).form?.text()).toContain(
      'Held by: 1 person',
    );
    await as('victor').openHome();
    await as('victor').click('Roles');
    expect((await as('victor').form('No custom roles yet')).title()).toBe('Roles');
    expect((await as('mia').run('/roles', { text: 'help' })).text).toContain('What you can do with Fluxera');
  });
});

describe('Create Role', () => {
  test('copies a role, with other permissions, and says so wherever roles are chosen and shown', async () => {
    const form = await press(
      'adam',
      'viewer',
      'Copy Role',
      /^Create role\s+It begins with what Viewer can do/,
    );
    expect(form.values()).toMatchObject({ Name: 'Copy of Viewer', Users: ['VIEW_USERS'] });
    expect(form.options('Workspace')).toEqual(['View reports', 'Export data', 'Manage settings']);
    const filled = form.fill({
      Name: 'Help desk',
      Description: 'Answers & invites',
      Users: ['View users', 'Invite users', 'Manage users'],
    });
    expect((await filled.submit()).closed).toBe(true);
    await as('adam').form('The role Help desk is there now.');
    const list = await open('adam');
    expect(list.text()).toContain(
      'Help desk · nobody\nAnswers & invites\nCan view assets, licenses and reports; and view, invite and manage users.',
    );
    const { form: invite } = await olivia().run('/invite');
    expect(invite?.options('Role')).toEqual(expect.arrayContaining(['Help desk']));
    await closeAll('olivia');
    expect((await olivia().run('/invite', { text: 'desk@acme.example help desk' })).text).toContain(
      'You invited desk@acme.example as Help desk',
    );
    expect((await fluxera.slack.waitForMail('desk@acme.example')).text).toContain('Help desk');
    expect((await open('olivia', 'help desk')).text()).toContain('Held by: 1 open invitation');
    expect((await olivia().form()).text()).toMatch(/Adam Berg made this role, as “Help desk”\./);
    expect((await olivia().openHome()).text).toContain('made the role Help desk');
  });

  test('a name that is another’s, looks like one, or is none is refused beside its field', async () => {
    await open('adam');
    await as('adam').click('Create Role');
    const form = await as('adam').form(/^Create role/);
    for (const [name, words] of [
      ['OWNER', 'There is a role “Owner” already'],
      ['help  DESK', 'There is a role “Help desk” already'],
      ['Аdmin', 'There is a role “Admin” already'],
      ['Mem\u200bber', 'There is a role “Member” already'],
      [' \u0000 ', 'A role needs a name.'],
    ] as const) {
      expect((await form.fill({ Name: name }).submit()).errors?.Name).toContain(words);
    }
    expect(await db().role.count({ where: { kind: 'CUSTOM' } })).toBe(1);
  });

  test('a name that would call or link is shown as typed, also in a command', async () => {
    await open('olivia');
    await olivia().click('Create Role');
    const form = await olivia().form(/^Create role/);
    await form.fill({ Name: '<!channel> R&D, Lab' }).submit();
    expect((await olivia().form('is there now')).text()).toContain('<!channel> R&D, Lab');
    await closeAll('olivia');
    const { text } = await olivia().run('/invite', {
      text: 'lab@example.com &lt;!channel&gt; R&amp;D, Lab',
    });
    expect(text).toContain('You invited lab@example.com as <!channel> R&D, Lab');
    expect((await fluxera.slack.waitForMail('lab@example.com')).html).toContain('&lt;!channel&gt;');
  });

  test('with no permission and no description it is a role as well', async () => {
    await open('olivia');
    await olivia().click('Create Role');
    const form = await olivia().form(/^Create role/);
    await form.fill({ Name: 'Guest', Assets: [], Licenses: [], Users: [], Workspace: [] }).submit();
    expect((await open('olivia', 'guest')).text()).toContain('Permissions: none yet');
  });
});

describe('Edit Role', () => {
  test('counts at once for everybody who holds it, and the history says what changed', async () => {
    const { id } = await roleNamed('Help desk');
    await db().user.updateMany({
      where: { email: 'mia@acme.example' },
      data: { roleId: id, roleKind: 'CUSTOM' },
    });
    expect((await as('mia').run('/invite', { text: 'one@example.com guest' })).text).toContain('You invited');
    const form = await press(
      'adam',
      'help desk',
      'Edit Role',
      /^Edit role\s+Held by 1 person and 1 open invitation\./,
    );
    await form
      .fill({ Name: 'Service desk', Users: ['View users'], Workspace: ['View reports', 'Export data'] })
      .submit();
    const after = await as('adam').form('Done. The role Service desk is saved');
    expect(after.text()).toContain(
      'Adam Berg renamed it from “Help desk” to “Service desk”.\nGained: export data.\nLost: invite and manage users.',
    );
    const { form: asking } = await as('mia').run('/invite');
    expect(asking?.submitText()).not.toBe('Send Invitation');
    expect((await as('mia').run('/fluxera', { text: 'help' })).text).toContain('What you can do');
  });

  test('of two who edit it at once, one does, and the other hears who', async () => {
    const mine = await press('adam', 'service desk', 'Edit Role', /^Edit role/);
    const theirs = await press('olivia', 'service desk', 'Edit Role', /^Edit role/);
    const answers = await Promise.all([
      mine.fill({ Description: 'By Adam' }).submit(),
      theirs.fill({ Description: 'By Olivia' }).submit(),
    ]);
    expect(answers.filter(({ closed }) => closed)).toHaveLength(1);
    const refused = answers.find(({ form }) => form)?.form;
    expect(refused?.text()).toMatch(
      /(Adam Berg|Olivia Owner) changed the role Service desk on .*, after you looked at it, so nothing was changed now\. Look at it again, then decide\./,
    );
    const { rows } = await fluxera.database.pool.query(
      `SELECT count(*)::int AS n FROM activity a JOIN role r ON r.id = a.subject_id
       WHERE a.action = 'role.edited' AND r.name = 'Service desk'`,
    );
    expect(rows).toEqual([{ n: 2 }]);
  });

  test('built-in roles and the own one offer no way to be changed', async () => {
    expect((await open('adam', 'member')).buttons()).toEqual(['Copy Role']);
    expect((await as('adam').form()).text()).toContain('Built-in roles stay as they are.');
  });
});

describe('Delete Role', () => {
  test('gives everybody who holds it another one, in one go, and tells them', async () => {
    const { pool } = fluxera.database;
    await as('victor').run('/invite');
    const asking = await as('victor').form();
    await asking.fill({ 'Email Address': 'asked@example.com', Role: 'Service desk' }).submit();
    const { id } = await roleNamed('Service desk');
    await pool.query('UPDATE workspace SET default_role_id = $1', [id]);
    const form = await press(
      'adam',
      'service desk',
      'Delete Role',
      /^Delete role\?\s+Service desk is held by 1 person/,
    );
    expect(form.values()).toMatchObject({ 'New Role': (await roleNamed('Viewer')).id });
    expect(form.text()).toContain('As Admin\nGains:');
    await form.fill({ 'New Role': 'Member', Reason: 'Not needed any more.' }).submit();
    expect((await as('adam').form('is deleted')).text()).toContain(
      'The role Service desk is deleted. 1 person is Member now. 1 invitation gives Member now.',
    );
    const { rows } = await pool.query(
      `SELECT (SELECT count(*) FROM "user" WHERE role_id = $1)::int AS people,
              (SELECT count(*) FROM invitation WHERE role_id = $1)::int AS invitations,
              (SELECT count(*) FROM invitation_request WHERE role_id = $1)::int AS requests,
              (SELECT count(*) FROM workspace WHERE default_role_id = $1)::int AS defaults`,
      [id],
    );
    expect(rows).toEqual([{ people: 0, invitations: 0, requests: 0, defaults: 0 }]);
    const actions = await db().activity.findMany({ orderBy: { id: 'desc' }, take: 5 });
    expect(actions.map(({ action }) => action).sort()).toEqual(
      [
        ...['invitation.edited', 'request.role-changed', 'role.deleted'],
        'user.role-changed',
        'workspace.settings-changed',
      ].sort(),
    );
    expect((await fluxera.slack.waitForMail('mia@acme.example', /role was changed/)).text).toContain(
      'Adam Berg changed your role in Acme. You are Member now.',
    );
    await as('mia').waitForMessage('dm', 'changed your role in Acme. You are Member now.');
    expect((await open('adam')).text()).not.toContain('Service desk');
    const { text } = await olivia().run('/invite', { text: 'late@example.com service desk' });
    expect(text).toContain('There is no role “service desk”.');
  });

  test('its name is free again, and what is over keeps the role that it had', async () => {
    await open('olivia');
    await olivia().click('Create Role');
    await (await olivia().form(/^Create role/)).fill({ Name: 'Service desk' }).submit();
    await olivia().form('is there now');
    expect(await db().role.count({ where: { name: 'Service desk' } })).toBe(2);
  });

  test('who deletes one that is deleted already hears who did', async () => {
    const mine = await press('adam', 'service desk', 'Delete Role', /^Delete role/);
    const theirs = await press('olivia', 'service desk', 'Delete Role', /^Delete role/);
    await theirs.submit();
    const { form } = await mine.submit();
    expect(form?.text()).toContain('Olivia Owner deleted the role Service desk on');
  });
});
