import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { passPauses } from '../harness/pass-pauses.ts';
import { until } from '../harness/until.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

const as = (name: string) => fluxera.slack.as(name);
const invite = (text: string) => as('olivia').run('/invite', { text });

async function join(name: string, first: string, last: string, role: string) {
  await invite(`${name}@acme.example ${role}`);
  await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
}

/** Waits until the home tab that somebody has open says it, without anybody opening it again. */
const follows = (name: string, words: string) =>
  until(`home with ${words}`, async () => {
    await passPauses(fluxera);
    return as(name).home()?.text.includes(words) ?? false;
  });

const published = (name: string) =>
  fluxera.slack.calls('views.publish').filter(({ request }) => JSON.stringify(request).includes(as(name).id))
    .length;

const settled = () =>
  until('no home is to be published', async () => {
    await passPauses(fluxera);
    const { rows } = await fluxera.database.pool.query(
      `SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'publish-homes' LIMIT 1`,
    );
    return rows.length === 0;
  });

async function closeAll(name: string) {
  while (as(name).hasForm()) await (await as(name).form()).cancel();
}

describe('Home of the Owner', () => {
  test('teaches what to do where nobody is invited yet, and says who they are and what they may do', async () => {
    const home = await as('olivia').openHome();
    expect(home.text).toContain(
      'Nothing needs your attention. No invitation is waiting for an answer. Whoever you invite gets a mail with a link of their own, which works for seven days.',
    );
    expect(home.text).toContain(
      'Olivia Owner · olivia@acme.example\nYour role: Owner\nYou can view, create,',
    );
    expect(home.text).toMatch(/Recent activity\nOlivia Owner set Acme up · /);
    expect(home.buttons).toEqual([
      ...[
        'Invite Somebody',
        'Bulk Invite',
        'Invitations',
        'People',
        'Report',
        'Roles',
        'Assets',
        'Licenses',
        'Settings',
        'Billing',
      ],
    ]);
  });

  test('follows what happens while it is open, in words', async () => {
    await invite('jane@example.com member');
    await follows('olivia', '1 invitation is waiting for an answer.');
    expect(as('olivia').home()?.text).toContain('Olivia Owner invited jane@example.com · ');
  });

  test('tells what one person did to many as one, and twenty changes at once with few calls', async () => {
    await settled();
    const before = published('olivia');
    const emails = Array.from({ length: 20 }, (_, index) => `guest${index}@example.com`);
    await Promise.all(emails.map((email) => invite(`${email} viewer`)));
    await follows('olivia', '21 invitations are waiting for an answer.');
    expect(as('olivia').home()?.text).toMatch(/Olivia Owner invited \S+ and 20 others · /);
    await settled();
    expect(published('olivia') - before).toBeLessThanOrEqual(3);
  });

  test('puts first what needs attention: mails that did not arrive, with the way to them', async () => {
    const { db } = fluxera.database;
    await until(
      'the mails are out',
      async () => (await db.invitation.count({ where: { delivery: 'QUEUED' } })) === 0,
    );
    await db.invitation.updateMany({
      where: { email: { in: ['guest1@example.com', 'guest2@example.com'] } },
      data: { delivery: 'BOUNCED' },
    });
    const home = await as('olivia').openHome();
    expect(home.text.split('\n')[1]).toBe(
      '2 invitations did not arrive. Mend the address and send again, or cancel.',
    );
    expect(home.buttons[0]).toBe('Show Undelivered');
    await as('olivia').click('Show Undelivered');
    const list = await as('olivia').form('2 undelivered invitations');
    expect(list.text()).toContain('guest1@example.com');
    expect(list.text()).not.toContain('guest3@example.com');
    await list.cancel();
  });

  test('invitations that end within two days, with the way to them', async () => {
    fluxera.passTime(5.5 * DAY_MS);
    await invite('fresh@example.com viewer');
    const home = await as('olivia').openHome();
    expect(home.text).toContain('21 invitations end within two days. Send again to give seven more days.');
    await as('olivia').click('Show Expiring');
    const list = await as('olivia').form('21 expiring invitations');
    expect(list.buttons()).toContain('Resend All');
    expect(list.text()).not.toContain('fresh@example.com');
    await list.cancel();
  });

  test('a plan that is nearly full, and full, with the way to Billing', async () => {
    const { db } = fluxera.database;
    const limit = (seatLimit: number | null) => db.workspace.updateMany({ data: { seatLimit } });
    await limit(25);
    expect((await as('olivia').openHome()).text).toContain('23 of 25 seats are taken. 2 are left.');
    await as('olivia').click('Billing');
    await (await as('olivia').form('23 of 25 seats')).cancel();
    await limit(23);
    expect((await as('olivia').openHome()).text).toContain(
      'All 23 seats are taken. Nobody else can be invited until there is room.',
    );
    await limit(100);
    expect((await as('olivia').openHome()).text).toContain(
      '22 invitations are waiting for an answer. 23 of 100 seats are taken.',
    );
    await limit(null);
  });

  test.each([
    ['Invite Somebody', 'Invite people'],
    ['Bulk Invite', 'Bulk invite'],
    ['Invitations', 'Invitations'],
    ['People', 'People'],
    ['Settings', 'Settings'],
    ['Billing', 'Billing'],
  ])('%s opens it', async (button, title) => {
    await as('olivia').openHome();
    await as('olivia').click(button);
    const form = await as('olivia').form();
    expect(form.title()).toBe(title);
    await closeAll('olivia');
  });
});

describe('Home of others', () => {
  test('an admin sees what the Owner sees, without Billing', async () => {
    await join('adam', 'Adam', 'Berg', 'admin');
    const home = await as('adam').openHome();
    expect(home.text).toContain('Adam Berg joined · ');
    expect(home.text).toContain('did not arrive');
    expect(home.buttons).toContain('Settings');
    expect(home.buttons).not.toContain('Billing');
  });

  test('a viewer sees who they are and what they may do, can ask to invite, and sees nothing of the invitations', async () => {
    await join('victor', 'Victor', 'Hale', 'viewer');
    const home = await as('victor').openHome();
    expect(home.text).toBe(
      [
        'Fluxera · Acme',
        '[Ask to Invite] [Invitations] [People] [Report]',
        'Victor Hale · victor@acme.example',
        'Your role: Viewer',
        'You can view assets, licenses, users and reports.',
      ].join('\n'),
    );
  });

  test('it follows a change of the role, with the permissions that come with it', async () => {
    const { db } = fluxera.database;
    const admin = await db.role.findFirstOrThrow({ where: { kind: 'ADMIN' } });
    const where = { email: 'victor@acme.example' };
    await db.user.updateMany({ where, data: { roleId: admin.id, roleKind: 'ADMIN' } });
    await invite('after@example.com viewer');
    await follows('victor', 'Your role: Admin');
    expect(as('victor').home()?.buttons).toContain('Invite Somebody');
  });

  test('a button of a home that is out of date is refused in words, or opens the form to ask: the permission counts, not the button', async () => {
    const { db } = fluxera.database;
    await settled();
    const viewer = await db.role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
    const where = { email: 'victor@acme.example' };
    await db.user.updateMany({ where, data: { roleId: viewer.id, roleKind: 'VIEWER' } });
    await as('victor').click('Settings');
    await as('victor').waitForMessage('dm', 'Your role, Viewer, cannot manage settings.');
    expect(as('victor').hasForm()).toBe(false);
    await as('victor').click('Invite Somebody');
    const form = await as('victor').form();
    expect(form.title()).toBe('Ask to invite');
    await form.cancel();
  });

  test('somebody who is deactivated sees why it is empty, and whom to ask', async () => {
    await fluxera.database.db.user.updateMany({
      where: { email: 'victor@acme.example' },
      data: { status: 'INACTIVE' },
    });
    await invite('later@example.com viewer');
    await follows('victor', 'Your Fluxera account is inactive, so nothing was done.');
    expect(as('victor').home()?.buttons).toEqual([]);
  });

  test('it is not published again for somebody who would see the same', async () => {
    await join('mia', 'Mia', 'Lund', 'member');
    await as('mia').openHome();
    await settled();
    const before = published('mia');
    await invite('unseen@example.com viewer');
    await follows('olivia', 'Olivia Owner invited unseen@example.com');
    await settled();
    expect(published('mia')).toBe(before);
  });

  test('it is not published for somebody who has not looked for a day', async () => {
    await settled();
    fluxera.passTime(1.1 * DAY_MS);
    await as('adam').openHome();
    const before = published('olivia');
    await invite('tomorrow@example.com viewer');
    await follows('adam', 'Olivia Owner invited tomorrow@example.com');
    expect(published('olivia')).toBe(before);
  });
});

test('the list of people turns its pages within its window', async () => {
  await fluxera.database.pool.query(
    `WITH made AS (
       INSERT INTO identity (id, email, name)
       SELECT gen_random_uuid(), 'person' || n || '@example.com', '' FROM generate_series(10, 30) AS n RETURNING id, email)
     INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
     SELECT r.workspace_id, gen_random_uuid(), made.id, made.email, r.id, r.kind, 'ACTIVE'
     FROM made, role r WHERE r.kind = 'MEMBER'`,
  );
  await as('olivia').openHome();
  await as('olivia').click('People');
  const list = await as('olivia').form();
  const first = list.text();
  await as('olivia').click('Older');
  await fluxera.slack.until(() => list.text() !== first || undefined, 'another page');
  await as('olivia').click('Newer');
  await fluxera.slack.until(() => list.text() === first || undefined, 'the first page');
  await list.cancel();
});
