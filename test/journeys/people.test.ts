import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  acceptAndVerify,
  linkFor,
  PASSWORD,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';
import type { Page, Visitor } from '../harness/visitor.ts';

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
  for (const name of cast) while (as(name).hasForm()) await (await as(name).form()).dismiss();
});

const user = (email: string) => fluxera.database.db.user.findFirstOrThrow({ where: { email } });

async function details(viewer: string, name: string) {
  while (as(viewer).hasForm()) await (await as(viewer).form()).dismiss();
  const { form } = await as(viewer).run('/users', { text: `${name}@acme.example` });
  if (form?.title() !== 'Person') throw new Error(`no details of ${name}`);
  return form;
}

async function press(viewer: string, name: string, button: 'Change Role' | 'Change Status') {
  await details(viewer, name);
  await as(viewer).click(button);
  return as(viewer).form(button === 'Change Role' ? /^Change role/ : /^Change status/);
}

/** The one who signs in on the web, and their account page. */
async function signIn(name: string): Promise<{ browser: Visitor; page: Page }> {
  const browser = fluxera.visitor();
  const page = await browser.press(await browser.open('/sign-in'), 'Sign In', {
    'Email Address': `${name}@acme.example`,
    Password: PASSWORD,
  });
  return { browser, page };
}

/** Sends a form of somebody once more, about somebody else: what no screen offers. */
async function forge(by: string, about: string): Promise<string> {
  const { id, revision } = await user(`${about}@acme.example`);
  const sent = fluxera.slack.deliveries('view_submission').at(-1)?.body;
  const body = z
    .looseObject({ user: z.looseObject({}), view: z.looseObject({}) })
    .parse(JSON.parse(typeof sent === 'string' ? sent : JSON.stringify(sent)));
  const payload = {
    ...body,
    user: { ...body.user, id: as(by).id },
    view: { ...body.view, private_metadata: JSON.stringify({ id, revision }) },
  };
  const answer = await fluxera.slack.deliver({ payload: JSON.stringify(payload) });
  return 'body' in answer ? answer.body : '';
}

describe('A person’s details', () => {
  test('open however long what was changed is, and whatever is in it', async () => {
    const { workspaceId, id } = await user('mia@acme.example');
    const long = '&'.repeat(100);
    const fields = { firstName: long, lastName: long, phone: long, department: long, jobTitle: long };
    await fluxera.database.db.activity.create({
      data: {
        ...{ workspaceId, at: new Date(), action: 'user.edited', subjectType: 'user', subjectId: id },
        ...{
          source: 'SLACK',
          before: fields,
          after: { ...fields, firstName: `${long}1`, phone: '', department: '1' },
        },
        reason: '<'.repeat(500),
      },
    });
    expect((await details('olivia', 'mia')).text()).toContain('the phone number from “&&&');
  });
});

describe('Change Role', () => {
  test('says what each role would change, and counts at once, for the person and in the history', async () => {
    const form = await press('adam', 'mia', 'Change Role');
    expect(form.text()).toContain(
      'Mia Lund is Member now. The new role counts at once. They are told by mail and in Slack.',
    );
    expect(form.text()).toContain(
      'As Admin\nGains: delete assets and licenses; invite and manage users; and manage settings.',
    );
    expect(form.text()).toContain('As Viewer\nLoses: create and edit assets and licenses; and export data.');
    expect(form.options('Role')).not.toContain('Owner');
    expect((await form.fill({ Role: 'Admin', Reason: 'Leads the team now.' }).submit()).closed).toBe(true);
    const after = await as('adam').form('Done.');
    expect(after.text()).toContain('Mia Lund is Admin now.');
    expect(after.text()).toMatch(/Adam Berg changed the role from Member to Admin\.\n“Leads the team now\.”/);
    expect((await as('mia').run('/invite', { text: 'bymia@example.com viewer' })).text).toContain(
      'You invited bymia@example.com as Viewer',
    );
    expect((await fluxera.slack.waitForMail('mia@acme.example', /role was changed/)).text).toContain(
      'Adam Berg changed your role in Acme. You are Admin now.',
    );
    await as('mia').waitForMessage('dm', 'changed your role in Acme. You are Admin now.');
  });

  test('the role that they have already is refused beside its field', async () => {
    const form = await press('olivia', 'mia', 'Change Role');
    expect(form.options('Role').join()).not.toMatch(/^Admin/);
    await fluxera.database.pool.query(
      `UPDATE "user" u SET role_id = r.id, role_kind = r.kind FROM role r WHERE r.kind = 'VIEWER' AND u.email = 'mia@acme.example'`,
    );
    const { errors } = await form.fill({ Role: 'Viewer' }).submit();
    expect(errors?.Role).toBe('They have the role Viewer already. Choose another one.');
    await fluxera.database.pool.query(
      `UPDATE "user" u SET role_id = r.id, role_kind = r.kind FROM role r WHERE r.kind = 'ADMIN' AND u.email = 'mia@acme.example'`,
    );
  });

  test('nobody is offered their own role or status, or the Owner’s', async () => {
    const own = await details('adam', 'adam');
    expect(own.buttons()).toContain('Edit Profile');
    expect(own.buttons()).not.toContain('Change Role');
    const owner = await details('adam', 'olivia');
    for (const button of ['Edit Profile', 'Change Role', 'Change Status']) {
      expect(owner.buttons()).not.toContain(button);
    }
    expect((await details('victor', 'mia')).buttons()).not.toContain('Change Role');
  });

  test('who sends such a form all the same is refused, and nothing changes', async () => {
    const form = await press('adam', 'victor', 'Change Role');
    await form.fill({ Role: 'Member' }).submit();
    await as('adam').form('Done.');
    for (const [by, about, words] of [
      ['adam', 'adam', 'Nobody changes their own role, so nothing was changed.'],
      ['adam', 'olivia', 'is the Owner, and only the Owner can change'],
      ['victor', 'mia', 'Your role, Member, cannot manage users.'],
    ] as const) {
      const before = await user(`${about}@acme.example`);
      const answer = await forge(by, about);
      expect(answer).toContain(words);
      expect(await user(`${about}@acme.example`)).toEqual(before);
    }
  });

  test('whoever manages people with a smaller role changes nobody who can do more, and gives nothing that they lack', async () => {
    const { pool } = fluxera.database;
    await pool.query(
      `WITH made AS (
         INSERT INTO role (workspace_id, id, kind, name) SELECT id, gen_random_uuid(), 'CUSTOM', 'Helpdesk' FROM workspace
         RETURNING workspace_id, id), may AS (
         INSERT INTO role_permission (workspace_id, role_id, permission)
         SELECT workspace_id, id, unnest('{VIEW_USERS,MANAGE_USERS}'::permission[]) FROM made)
       UPDATE "user" SET role_id = made.id, role_kind = 'CUSTOM' FROM made WHERE email IN ('victor@acme.example', 'mia@acme.example')`,
    );
    expect((await details('victor', 'adam')).buttons()).not.toContain('Change Role');
    expect((await press('victor', 'mia', 'Change Role')).text()).toContain(
      'There is no other role that you can give',
    );
    expect(await forge('victor', 'adam')).toContain(
      'The role of Adam Berg, Admin, can do things that yours cannot, so you cannot change their account.',
    );
    expect(await forge('victor', 'mia')).toContain('The role Member can do things that yours cannot');
    await pool.query(
      `UPDATE "user" u SET role_id = r.id, role_kind = r.kind FROM role r
       WHERE (u.email, r.kind) IN (('victor@acme.example', 'MEMBER'), ('mia@acme.example', 'ADMIN'))`,
    );
  });

  test('of two admins who demote each other at once, one does', async () => {
    const [mine, theirs] = [
      await press('adam', 'mia', 'Change Role'),
      await press('mia', 'adam', 'Change Role'),
    ];
    await Promise.all([mine.fill({ Role: 'Viewer' }).submit(), theirs.fill({ Role: 'Viewer' }).submit()]);
    const { db } = fluxera.database;
    const wanted = { email: { in: ['adam@acme.example', 'mia@acme.example'] } };
    const roles = await db.user.findMany({ where: wanted, select: { roleKind: true } });
    expect(roles.map(({ roleKind }) => roleKind).sort()).toEqual(['ADMIN', 'VIEWER']);
    await fluxera.database.pool.query(
      `UPDATE "user" u SET role_id = r.id, role_kind = r.kind FROM role r WHERE r.kind = 'ADMIN' AND u.email IN ('adam@acme.example', 'mia@acme.example')`,
    );
  });
});

describe('Change Status', () => {
  test('Inactive ends sessions and Slack authority at once, and says so to the person', async () => {
    const { browser, page } = await signIn('victor');
    expect(page.text).toContain('Victor Hale');
    const form = await press('olivia', 'victor', 'Change Status');
    expect(form.text()).toContain('they are signed out, and can do nothing here or in Slack from then on');
    await form.fill({ Reason: 'The contract ended.' }).submit();
    const after = await olivia().form('Done.');
    expect(after.text()).toContain('Victor Hale is inactive, and signed out.');
    expect(after.text()).toContain('Olivia Owner deactivated the account.\n“The contract ended.”');
    expect((await browser.open('/account')).at).toContain('/sign-in');
    const { identityId } = await user('victor@acme.example');
    expect(await fluxera.database.db.session.count({ where: { identityId } })).toBe(0);
    expect((await as('victor').run('/users')).text).toContain('Your Fluxera account is inactive');
    expect((await signIn('victor')).page.text).toContain('It was deactivated');
    expect((await fluxera.slack.waitForMail('victor@acme.example', /deactivated/)).text).toContain(
      'Olivia Owner deactivated your account in Acme.',
    );
    await as('victor').waitForMessage('dm', 'deactivated your account in Acme.');
  });

  test('Active gives the access back at once, with the password that they had', async () => {
    const form = await press('olivia', 'victor', 'Change Status');
    expect(form.values()).toMatchObject({ Status: 'ACTIVE' });
    await form.submit();
    expect((await olivia().form('Done.')).text()).toContain('Victor Hale is active again.');
    expect((await signIn('victor')).page.text).toContain('Victor Hale');
    expect((await as('victor').run('/users')).form?.title()).toBe('People');
  });

  test('whoever never verified their address has still to do that when they are reactivated', async () => {
    await olivia().run('/invite', { text: 'una@acme.example member' });
    const browser = fluxera.visitor();
    const page = await browser.open(await linkFor(fluxera, 'una@acme.example', 'invitation'));
    await browser.press(page, 'Accept Invitation', { 'First Name': 'Una', Password: PASSWORD });
    const form = await press('olivia', 'una', 'Change Status');
    // Una was never in Slack.
    expect(form.text()).toMatch(/They are told by mail\./);
    await form.submit();
    await olivia().form('Una is inactive');
    const verify = await linkFor(fluxera, 'una@acme.example', 'verify');
    expect((await fluxera.visitor().open(verify)).text).toContain('It was deactivated');
    await (await press('olivia', 'una', 'Change Status')).submit();
    await olivia().form('Una is not inactive any more, and has still to verify their address.');
    const reader = fluxera.visitor();
    await reader.press(await reader.open(verify), 'Verify Email Address');
    expect((await user('una@acme.example')).status).toBe('ACTIVE');
  });

  test('the status that they have already is refused beside its field', async () => {
    const form = await press('olivia', 'victor', 'Change Status');
    const { errors } = await form.fill({ Status: 'Active' }).submit();
    expect(errors?.Status).toBe('They are active already. Choose the other status, or go back.');
  });

  test('without a seat nobody is reactivated, with the numbers', async () => {
    const { pool } = fluxera.database;
    await (await press('olivia', 'victor', 'Change Status')).submit();
    await olivia().form('Done.');
    await pool.query(`UPDATE workspace SET seat_limit = (SELECT count(*) FROM "user" WHERE status <> 'INACTIVE')
      + (SELECT count(*) FROM invitation WHERE status = 'PENDING' AND expires_at > now())`);
    const form = await press('olivia', 'victor', 'Change Status');
    const { errors } = await form.submit();
    expect(errors?.Status).toMatch(/^Your plan has \d seats, and none is left\. Nothing was done\./);
    await pool.query('UPDATE workspace SET seat_limit = NULL');
    await form.submit();
    await olivia().form('Done.');
    expect((await user('victor@acme.example')).status).toBe('ACTIVE');
  });

  test('what somebody invited is kept by whoever deactivates them, and can be accepted', async () => {
    await as('adam').run('/invite', { text: 'kept@example.com member' });
    const form = await press('olivia', 'adam', 'Change Status');
    expect(form.text()).toContain(
      'They invited kept@example.com, who has not accepted yet. If you keep this invitation, you vouch for it from now on.',
    );
    expect(form.values()).toMatchObject({ 'Invitations They Sent': 'KEEP' });
    await form.submit();
    expect((await olivia().form('Done.')).text()).toContain(
      'One invitation that they sent stays open: you vouch for it now.',
    );
    await acceptAndVerify(fluxera, 'kept@example.com');
    expect((await user('kept@example.com')).status).toBe('ACTIVE');
    await (await press('olivia', 'adam', 'Change Status')).submit();
    await olivia().form('Done.');
  });

  test('or it is canceled with them, with the same reason', async () => {
    await as('adam').run('/invite', { text: 'ended@example.com member' });
    const link = await linkFor(fluxera, 'ended@example.com', 'invitation');
    const form = await press('olivia', 'adam', 'Change Status');
    await form.fill({ 'Invitations They Sent': 'Cancel', Reason: 'Suspicious.' }).submit();
    expect((await olivia().form('Done.')).text()).toContain('One invitation that they sent is canceled.');
    expect((await fluxera.visitor().open(link)).text).toContain('canceled');
    await (await press('olivia', 'adam', 'Change Status')).submit();
    await olivia().form('Done.');
  });

  test('who sends such a form about themselves or the Owner is refused, and nothing changes', async () => {
    for (const [by, about, words] of [
      ['adam', 'adam', 'Nobody changes their own status, so nothing was changed.'],
      ['adam', 'olivia', 'is the Owner, and only the Owner can change'],
    ] as const) {
      const before = await user(`${about}@acme.example`);
      const answer = await forge(by, about);
      expect(answer).toContain(words);
      expect(await user(`${about}@acme.example`)).toEqual(before);
    }
  });

  test('Home tells the admins of it', async () => {
    expect((await olivia().openHome()).text).toContain('reactivated Adam Berg');
  });
});
