import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { enqueue } from '../../src/queue/enqueue.ts';
import { calendarDay } from '../../src/utc-date.ts';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { noJobs } from '../harness/no-jobs.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const cast = ['olivia', 'adam', 'mia', 'victor'];
const db = () => fluxera.database.db;
const KEY = 'FIG-2f6c-9941-canary-7Q2Z';

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
afterEach(() => closeAll());

async function closeAll(names = cast) {
  for (const name of names) while (as(name).hasForm()) await (await as(name).form()).dismiss();
}

async function list(name: string, text = '') {
  await closeAll([name]);
  const { form } = await as(name).run('/fluxera', { text: `licenses ${text}` });
  if (!form) throw new Error('no list of licenses');
  return form;
}

async function add(name: string, fields: Record<string, string>) {
  await list(name);
  await as(name).click('New License');
  return (await as(name).form(/^New license/)).fill(fields).submit();
}

async function details(name: string, search: string) {
  await list(name, search);
  await as(name).click('Details');
  return as(name).form('License Key:');
}

async function assign(name: string, license: string, person: string) {
  await details(name, license);
  await as(name).click('Assign');
  const form = await as(name).form(/^Assign license/);
  await form.suggestions('Person', person.slice(0, 3));
  return form.fill({ Person: person }).submit();
}

const wordsOf = (day: string) => calendarDay(new Date(day));
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('the list of licenses', () => {
  test('is empty at first, says how to begin, and shows what was added with its seats and its last day', async () => {
    expect((await list('olivia')).text()).toContain('There are no licenses yet.');
    expect((await list('victor')).buttons()).not.toContain('New License');
    const figma = { Name: 'Figma Professional', Vendor: 'Figma', Seats: '2', 'License Key': KEY };
    expect((await add('mia', { ...figma, 'Expiry Date': dayIn(20) })).closed).toBe(true);
    expect((await as('mia').form()).text()).toContain(
      `Figma Professional · Figma\n0 of 2 seats in use · Valid until ${wordsOf(dayIn(20))}`,
    );
    await add('mia', { Name: 'JetBrains', Seats: '1', 'Expiry Date': dayIn(-1) });
    expect((await list('mia', 'expiring')).text()).toMatch(/1 license · Expiring soon[\s\S]*Figma/);
    expect((await list('mia', 'expired')).text()).toContain(`Expired on ${wordsOf(dayIn(-1))}`);
    expect((await list('mia', 'jet')).text()).toMatch(/1 license matching “jet”/);
    expect((await list('mia', 'full')).text()).toContain('No license is full: each has a seat left.');
  });
});

test('a form that comes twice adds one license', async () => {
  await list('adam');
  await as('adam').click('New License');
  const form = (await as('adam').form(/^New license/)).fill({ Name: 'Twice', Seats: '3' });
  await Promise.all([form.submit(), form.submit().catch(() => undefined)]);
  expect(await db().license.count({ where: { name: 'Twice' } })).toBe(1);
  await db().license.deleteMany({ where: { name: 'Twice' } });
});

test('what was changed in a form whose first press got through is not lost without a word', async () => {
  const typed = { Name: 'Slow', Vendor: 'Slow Inc.', Seats: '3', 'License Key': 'SLOW-KEY-0001' };
  await add('adam', typed);
  await list('adam');
  await as('adam').click('New License');
  const form = await as('adam').form(/^New license/);
  await db().license.updateMany({ where: { name: 'Slow' }, data: { submission: form.viewId } });
  const said =
    'This form has added Slow already, so what you changed in it since is not kept. Close the form, open the license in the list, and edit it there.';
  for (const changed of [{ Seats: '4' }, { 'License Key': 'SLOW-KEY-0002' }, { 'License Key': '' }]) {
    expect((await form.fill({ ...typed, ...changed }).submit()).errors).toEqual({ Name: said });
  }
  expect((await form.fill(typed).submit()).closed).toBe(true);
  expect(await db().license.findMany({ where: { name: 'Slow' } })).toMatchObject([
    { seats: 3, keyHint: '0001' },
  ]);
  await db().license.deleteMany({ where: { name: 'Slow' } });
});

describe('a license that ends', () => {
  const remind = async () => {
    await fluxera.database.db.$transaction((tx) => enqueue(tx, 'remind-of-licenses', {}));
    await noJobs(fluxera.database, 'remind-of-licenses', 'post-license-reminder');
    return olivia()
      .messages('general')
      .filter(({ text }) => text.includes('within 30 days'));
  };

  test('is told of thirty days before, once, and again when it is given another last day', async () => {
    const [told] = await remind();
    expect(told?.text).toContain('A license ends within 30 days. Renew what is still used');
    expect(told?.text).toContain(
      `Figma Professional · 0 of 2 seats in use · Valid until ${wordsOf(dayIn(20))}`,
    );
    expect(told?.text).not.toContain('JetBrains');
    await told?.click('Show Licenses');
    expect((await olivia().form('1 license · Expiring soon')).text()).toContain('Figma Professional');
    expect(await remind()).toHaveLength(1);
    const id = { where: { name: 'Figma Professional' }, data: { expiresOn: new Date(dayIn(25)) } };
    await db().license.updateMany(id);
    expect(await remind()).toHaveLength(2);
  });
});

test('a license that was renewed, or is over, before the reminder is posted is not told of', async () => {
  const { workspaceId } = await db().user.findFirstOrThrow();
  const ids: string[] = [];
  for (const [name, days] of [
    ['Renewed', 400],
    ['Over', -1],
    ['Still ending', 5],
  ] as const) {
    const { id } = await db().license.create({
      data: { workspaceId, name, seats: 1, expiresOn: new Date(dayIn(days)), createdAt: new Date() },
    });
    ids.push(id);
  }
  const reminders = () =>
    olivia()
      .messages('general')
      .filter(({ text }) => text.includes('within 30 days'));
  const before = reminders().length;
  const post = async (licenseIds: string[]) => {
    await db().$transaction((tx) => enqueue(tx, 'post-license-reminder', { workspaceId, licenseIds }));
    await noJobs(fluxera.database, 'post-license-reminder');
  };
  await post(ids.slice(0, 2));
  expect(reminders()).toHaveLength(before);
  await post(ids);
  expect(reminders().at(-1)?.text).toMatch(/^A license ends within 30 days\.[^•]*• Still ending[^•]*$/);
  await db().license.deleteMany({ where: { id: { in: ids } } });
});

describe('a license key', () => {
  test('is hidden, shown to whoever may edit it, and that they looked is in the history', async () => {
    const seen = await details('victor', 'figma');
    expect(seen.text()).toContain('License Key: •••• 7Q2Z');
    expect(seen.buttons()).toEqual([]);
    await details('mia', 'figma');
    await as('mia').click('Show Key');
    expect((await as('mia').form(/^License key/)).text()).toContain(KEY);
    expect((await details('adam', 'figma')).text()).toContain('Mia Lund looked at the key.');
  });

  test('stands nowhere but there: not in the database, the activity or the log', async () => {
    const { rows } = await fluxera.database.pool.query(
      `SELECT (SELECT string_agg(l::text, '') FROM license l) || (SELECT string_agg(a::text, '') FROM activity a) AS text`,
    );
    expect(rows[0].text).not.toContain('canary');
    expect(rows[0].text).not.toContain(Buffer.from('canary').toString('hex'));
    expect(fluxera.logged.join('\n')).not.toContain('canary');
  });

  test('that was sealed for another license, or with another secret, does not open, and whoever asks hears what to do', async () => {
    await fluxera.database.pool.query(
      `UPDATE license SET key_sealed = (SELECT key_sealed FROM license WHERE name LIKE 'Figma%') WHERE name = 'JetBrains'`,
    );
    await details('mia', 'jet');
    await as('mia').click('Show Key');
    expect((await as('mia').waitForMessage('dm', 'cannot be opened')).text).toContain(
      'The key of JetBrains cannot be opened any more, because a secret of the server was changed since. Enter it again with Edit.',
    );
    expect(await db().activity.count({ where: { action: 'license.key-shown' } })).toBe(1);
    await fluxera.database.pool.query(`UPDATE license SET key_sealed = NULL WHERE name = 'JetBrains'`);
  });

  test('stays where the form is saved without one, and is replaced by another', async () => {
    for (const [key, hint] of [
      ['', '7Q2Z'],
      ['another-key-ABCD', 'ABCD'],
    ] as const) {
      await details('mia', 'figma');
      await as('mia').click('Edit');
      const form = await as('mia').form(/^Edit license/);
      expect(form.values()['License Key']).toBe('');
      await form.fill({ Vendor: `Figma ${hint}`, 'License Key': key }).submit();
      expect((await as('mia').form('Done.')).text()).toContain(`•••• ${hint}`);
    }
    expect((await details('mia', 'figma')).text()).toContain(
      'Mia Lund changed the vendor from “Figma 7Q2Z” to “Figma ABCD” and the key.',
    );
  });
});

describe('the seats of a license', () => {
  test('are given to people, who see it in Home and in their details, as long as there are some', async () => {
    expect((await assign('adam', 'figma', 'Mia Lund · mia@acme.example')).closed).toBe(true);
    expect((await as('adam').form('Done.')).text()).toContain(
      'Mia Lund has Figma Professional now. 1 seat is left.',
    );
    const { errors } = await assign('adam', 'figma', 'Mia Lund · mia@acme.example');
    expect(errors?.Person).toBe('Mia Lund has Figma Professional already, so nothing was done.');
    await assign('adam', 'figma', 'Victor Hale · victor@acme.example');
    const full = await as('adam').form('Done.');
    expect(full.text()).toContain('Seats: 2 of 2 seats in use');
    expect(full.buttons()).not.toContain('Assign');
    await as('mia').openHome();
    expect(as('mia').home()?.text).toContain('Your licenses\n• Figma Professional');
    const { form: person } = await olivia().run('/users', { text: 'victor@acme.example' });
    expect(person?.text()).toMatch(/Licenses\s*• Figma Professional · since/);
  });

  test('are never fewer than are in use, and a license in use is not deleted', async () => {
    await details('adam', 'figma');
    await as('adam').click('Edit');
    const { errors } = await (await as('adam').form(/^Edit license/)).fill({ Seats: '1' }).submit();
    expect(errors?.Seats).toBe(
      '2 seats are in use, so there cannot be 1. Unassign some first, or write 2 or more.',
    );
    await details('adam', 'figma');
    await as('adam').click('Delete');
    const { form } = await (await as('adam').form(/^Delete license/)).submit();
    expect(form?.text()).toContain(
      '2 people use Figma Professional, so it was not deleted. Unassign it first.',
    );
  });

  test('are free again when somebody is unassigned or deactivated, and their history keeps it', async () => {
    await olivia().run('/users', { text: 'victor@acme.example' });
    await olivia().click('Change Status');
    const form = await olivia().form(/^Change status/);
    expect(form.text()).toContain('what they have is unassigned: Figma Professional');
    await form.fill({ Status: 'Inactive' }).submit();
    expect((await olivia().form('Done.')).text()).toContain('What they had is available again.');
    await details('adam', 'figma');
    await as('adam').click('Unassign');
    const after = await as('adam').form('Done.');
    expect(after.text()).toContain('Seats: 0 of 2 seats in use');
    expect(after.text()).toMatch(
      /took it back from Mia Lund[\s\S]*took it back from Victor Hale\.\n“Whoever had it was deactivated.”/,
    );
    const { form: person } = await olivia().run('/users', { text: 'mia@acme.example' });
    expect(person?.text()).toMatch(/Licenses\s*None now\.\nBefore:\n• Figma Professional · .* to /);
    await details('adam', 'figma');
    await as('adam').click('Delete');
    await (await as('adam').form(/^Delete license/)).submit();
    expect((await as('adam').form(/^Done/)).text()).toContain('Figma Professional is deleted.');
    expect(
      (await db().license.findFirstOrThrow({ where: { name: 'Figma Professional' } })).keySealed,
    ).toBeNull();
  });
});
