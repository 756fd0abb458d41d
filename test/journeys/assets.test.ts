import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const cast = ['olivia', 'adam', 'mia', 'victor'];
const db = () => fluxera.database.db;

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
  const { form } = await as(name).run('/fluxera', { text: `assets ${text}` });
  if (!form) throw new Error('no list of assets');
  return form;
}

/** Adds an asset as somebody does, and leaves the list open. */
async function add(name: string, fields: Record<string, string>) {
  await list(name);
  await as(name).click('New Asset');
  const form = await as(name).form(/^New asset/);
  return form.fill(fields).submit();
}

async function details(name: string, tag: string) {
  await list(name, tag);
  await as(name).click('Details');
  return as(name).form('Asset Tag:');
}

async function assign(name: string, tag: string, person: string) {
  await details(name, tag);
  await as(name).click('Assign');
  const form = await as(name).form(/^Assign asset/);
  await form.suggestions('Person', person.slice(0, 3));
  return form.fill({ Person: person }).submit();
}

const laptop = {
  'Asset Tag': 'LT-0001',
  Name: 'MacBook Pro 14',
  Category: 'Laptop',
  'Serial Number': 'C02XL1',
};

describe('the list of assets', () => {
  test('is empty at first, and says what it is for and how to begin', async () => {
    const form = await list('olivia');
    expect(form.title()).toBe('Assets');
    expect(form.text()).toContain('There are no assets yet. Laptops, phones, desks:');
    expect(form.text()).toContain('Begin with New Asset, or Import a file.');
    expect((await list('victor')).buttons()).not.toContain('New Asset');
  });

  test('begins with what was added, and finds things by words, status and who has them', async () => {
    expect((await add('mia', { ...laptop, 'Purchase Date': '2026-03-01' })).closed).toBe(true);
    expect((await as('mia').form()).text()).toContain(
      'MacBook Pro 14 · LT-0001\nLaptop · Serial C02XL1 · Available',
    );
    await add('mia', { 'Asset Tag': 'PH-7', Name: 'Pixel 9', Category: 'Phone', Status: 'In repair' });
    const all = await list('mia');
    expect(all.text()).toMatch(/2 assets[\s\S]*Pixel 9[\s\S]*MacBook/);
    expect((await list('mia', 'in repair')).text()).toMatch(
      /1 asset · In repair[\s\S]*Pixel 9 · PH-7\nPhone · In repair/,
    );
    expect((await list('mia', 'c02')).text()).toMatch(/1 asset matching “c02”[\s\S]*MacBook/);
    expect((await list('mia', 'nothing-like-it')).text()).toContain(
      'Nothing matches “nothing-like-it” here.',
    );
    expect((await list('mia', 'retired')).text()).toContain('Nothing is retired.');
  });

  test('has pages, which a search begins anew', async () => {
    const { workspaceId } = await db().user.findFirstOrThrow();
    const at = Date.now() - 60_000;
    await db().asset.createMany({
      data: Array.from({ length: 25 }, (_, n) => ({
        ...{
          workspaceId,
          tag: `CH-${n}`,
          name: `Chair ${n}`,
          category: 'Chairs',
          createdAt: new Date(at - n),
        },
      })),
    });
    const first = await list('olivia', 'chairs');
    expect(first.text()).toMatch(/25 assets[\s\S]*Chair 0 [\s\S]*Chair 9 /);
    await olivia().click('Older');
    expect((await olivia().form('Chair 10 ')).text()).toMatch(/Chair 10 [\s\S]*Chair 19 /);
    await olivia().click('Older');
    expect((await olivia().form('Chair 20 ')).text()).toMatch(/Chair 20 [\s\S]*Chair 24 /);
    expect((await olivia().form()).buttons()).not.toContain('Older');
    await olivia().click('Newer');
    const { form } = await (await olivia().form('Chair 10 ')).fill({ Search: 'pixel' }).submit();
    expect(form?.text()).toMatch(/1 asset matching “pixel”/);
    await db().asset.deleteMany({ where: { category: 'Chairs' } });
    await olivia().click('Refresh');
    await olivia().form('1 asset matching “pixel”');
  });
});

describe('an asset', () => {
  test('needs a tag that no other has, and a form that is refused keeps what was typed', async () => {
    const { errors, form } = await add('adam', { ...laptop, 'Asset Tag': ' lt-0001 ', Name: 'Other' });
    expect(errors).toEqual({
      'Asset Tag': 'MacBook Pro 14 has the tag lt-0001 already. Choose another one.',
    });
    expect(form).toBeUndefined();
    const again = await (await as('adam').form(/^New asset/))
      .fill({ 'Asset Tag': ' ', Name: 'Other' })
      .submit();
    expect(again.errors).toEqual({ 'Asset Tag': 'Write the tag that it is labelled with, such as LT-0042.' });
  });

  test('that the first press has added says so, where the form was changed since', async () => {
    await add('adam', { 'Asset Tag': 'SLOW-1', Name: 'Slow' });
    await list('adam');
    await as('adam').click('New Asset');
    const form = await as('adam').form(/^New asset/);
    await db().asset.updateMany({ where: { tag: 'SLOW-1' }, data: { submission: form.viewId } });
    expect((await form.fill({ 'Asset Tag': 'SLOW-2', Name: 'Slow' }).submit()).errors).toEqual({
      'Asset Tag':
        'This form has added Slow (SLOW-1) already, so what you changed in it since is not kept. Close the form, open the asset in the list, and edit it there.',
    });
    expect((await form.fill({ 'Asset Tag': 'SLOW-1' }).submit()).closed).toBe(true);
    expect(await db().asset.deleteMany({ where: { name: 'Slow' } })).toEqual({ count: 1 });
  });

  test('is edited, and its history says what was changed by whom', async () => {
    await details('adam', 'PH-7');
    await as('adam').click('Edit');
    const form = await as('adam').form(/^Edit asset/);
    expect(form.values()).toMatchObject({ 'Asset Tag': 'PH-7', Name: 'Pixel 9', Status: 'IN_REPAIR' });
    expect((await form.fill({ Status: 'In service', Category: '' }).submit()).closed).toBe(true);
    const after = await as('adam').form('Done.');
    expect(after.text()).toContain('Pixel 9 is saved.');
    expect(after.text()).toContain(
      'Adam Berg changed the category from “Phone” to nothing and the status from “In repair” to “In service”.',
    );
    expect(after.text()).toContain('Mia Lund added it.');
  });

  test('is assigned to somebody, who sees it in Home, and everybody in the person’s details', async () => {
    expect((await assign('adam', 'LT-0001', 'Mia Lund · mia@acme.example')).closed).toBe(true);
    const after = await as('adam').form('Done.');
    expect(after.text()).toContain('Mia Lund has MacBook Pro 14 now.');
    expect(after.text()).toMatch(/Assigned to: Mia Lund · @U0MIA00000, since/);
    expect(after.text()).toContain('Adam Berg assigned it to Mia Lund.');
    expect(after.buttons()).toEqual(['Unassign', 'Edit', 'Delete']);
    await as('mia').openHome();
    expect(as('mia').home()?.text).toContain('Your assets\n• MacBook Pro 14 · LT-0001');
    const { form: person } = await as('victor').run('/users', { text: 'mia@acme.example' });
    expect(person?.text()).toMatch(/Assets[\s\S]*• MacBook Pro 14 · LT-0001 · since/);
    expect((await list('victor', 'assigned')).text()).toContain('With Mia Lund');
  });

  test('that somebody has can neither be given to another, nor retired, nor deleted', async () => {
    const { id, revision, workspaceId } = await db().asset.findFirstOrThrow({ where: { tag: 'LT-0001' } });
    await details('adam', 'LT-0001');
    await as('adam').click('Edit');
    const { errors } = await (await as('adam').form(/^Edit asset/)).fill({ Status: 'Retired' }).submit();
    expect(errors?.Status).toBe('Mia Lund has MacBook Pro 14, so nothing was done. Unassign it first.');
    await details('adam', 'LT-0001');
    await as('adam').click('Delete');
    const { form } = await (await as('adam').form(/^Delete asset/)).submit();
    expect(form?.text()).toContain('Mia Lund has MacBook Pro 14, so nothing was done. Unassign it first.');
    const now = await db().asset.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id } } });
    expect(now).toMatchObject({ revision, status: 'IN_SERVICE', deletedAt: null });
  });

  test('that two change at once is changed by one, and the other hears by whom', async () => {
    await details('olivia', 'PH-7');
    await olivia().click('Edit');
    const slow = await olivia().form(/^Edit asset/);
    await details('adam', 'PH-7');
    await as('adam').click('Edit');
    await (await as('adam').form(/^Edit asset/)).fill({ Category: 'Phone' }).submit();
    // Adam’s forms are closed, Olivia’s still shows what she saw.
    const { form } = await slow.fill({ Name: 'Pixel 9 Pro' }).submit();
    expect(form?.text()).toMatch(
      /Pixel 9 is not any more as you saw it\. Adam Berg changed it on .*, so nothing was done\./,
    );
    expect(form?.values().Name).toBe('Pixel 9 Pro');
  });

  test('is unassigned, and the history of the person keeps it', async () => {
    await details('mia', 'LT-0001');
    const { confirmation } = (await as('mia').click('Unassign')) ?? {};
    expect(confirmation).toContain('Mia Lund does not have it any more then');
    expect((await as('mia').form('Done.')).text()).toContain(
      'Mia Lund does not have MacBook Pro 14 any more: it is available.',
    );
    const { form: person } = await olivia().run('/users', { text: 'mia@acme.example' });
    expect(person?.text()).toMatch(/None now\.\nBefore:\n• MacBook Pro 14 · LT-0001 · .* to /);
  });

  test('that went to another meanwhile is taken from nobody by whoever still sees the one before', async () => {
    await assign('adam', 'LT-0001', 'Mia Lund · mia@acme.example');
    await details('olivia', 'LT-0001');
    await details('adam', 'LT-0001');
    await as('adam').click('Unassign');
    await as('adam').form('Done.');
    await assign('adam', 'LT-0001', 'Adam Berg · adam@acme.example');
    const { confirmation } = (await olivia().click('Unassign')) ?? {};
    expect(confirmation).toContain('Mia Lund does not have it any more then');
    const after = await olivia().form('as you saw it');
    expect(after.text()).toMatch(
      /MacBook Pro 14 is not any more as you saw it\. Adam Berg changed it on .*, so nothing was done\./,
    );
    expect(after.text()).toContain('Assigned to: Adam Berg');
    await olivia().click('Unassign');
    expect((await olivia().form('Done.')).text()).toContain(
      'Adam Berg does not have MacBook Pro 14 any more',
    );
  });

  test('goes from the lists when it is deleted, with its history, and its tag is free', async () => {
    await details('adam', 'PH-7');
    await as('adam').click('Delete');
    await (await as('adam').form(/^Delete asset/)).fill({ Reason: 'Lost on a train.' }).submit();
    expect((await as('adam').form(/^Done/)).text()).toContain('Pixel 9 is deleted.');
    expect((await list('adam', 'PH-7')).text()).toContain('Nothing matches');
    expect((await add('adam', { 'Asset Tag': 'PH-7', Name: 'Pixel 10' })).closed).toBe(true);
    const entries = await db().activity.findMany({ where: { action: 'asset.deleted' } });
    expect(entries).toMatchObject([{ reason: 'Lost on a train.', before: { tag: 'PH-7', name: 'Pixel 9' } }]);
  });
});

describe('whoever has more than fits', () => {
  test('is shown with the newest, and with how many others, wherever that matters', async () => {
    const { workspaceId, id: userId } = await db().user.findFirstOrThrow({ where: { firstName: 'Mia' } });
    const owner = await db().user.findFirstOrThrow({ where: { roleKind: 'OWNER' } });
    const at = new Date();
    for (let n = 0; n < 12; n += 1) {
      const { id: assetId } = await db().asset.create({
        data: { workspaceId, tag: `MANY-${n}`, name: `Screen ${n}`, createdAt: at },
      });
      await db().assetAssignment.create({
        data: { workspaceId, assetId, userId, assignedAt: at, assignedById: owner.id },
      });
    }
    const { form } = await olivia().run('/users', { text: 'mia@acme.example' });
    expect(form?.text()).toContain('…and 2 more');
    await olivia().click('Change Status');
    expect((await olivia().form(/^Change status/)).text()).toMatch(
      /what they have is unassigned: .* and 2 more/,
    );
    await db().asset.deleteMany({ where: { tag: { startsWith: 'MANY-' } } });
  });
});

describe('whoever assigns something', () => {
  test('without seeing people finds them by name, and reads no address', async () => {
    const member = await db().role.findFirstOrThrow({ where: { kind: 'MEMBER' } });
    const sees = { workspaceId: member.workspaceId, roleId: member.id, permission: 'VIEW_USERS' } as const;
    await db().rolePermission.deleteMany({ where: sees });
    await details('mia', 'LT-0001');
    await as('mia').click('Assign');
    const form = await as('mia').form(/^Assign asset/);
    expect(form.text()).toContain('Type the beginning of a name.');
    expect(await form.suggestions('Person', 'vic')).toEqual(['Victor Hale']);
    expect(await form.suggestions('Person', 'hale v')).toEqual(['Victor Hale']);
    expect(await form.suggestions('Person', 'acme')).toEqual([]);
    expect(await form.suggestions('Person', 'victor@acme.example')).toEqual([]);
    expect((await form.suggestions('Person', '')).join()).not.toContain('@');
    await db().rolePermission.create({ data: sees });
  });

  test('cannot give it to somebody whose last day is over, whether or not that was swept', async () => {
    const lastDay = (accessUntil: Date | null) =>
      db().user.updateMany({ where: { email: 'victor@acme.example' }, data: { accessUntil } });
    await details('mia', 'LT-0001');
    await as('mia').click('Assign');
    const form = await as('mia').form(/^Assign asset/);
    expect(form.text()).toContain('Type the beginning of a name, address or department.');
    expect(await form.suggestions('Person', 'vic')).toEqual(['Victor Hale · victor@acme.example']);
    await lastDay(new Date('2020-01-01'));
    expect(await form.suggestions('Person', 'vic')).toEqual([]);
    const { errors } = await form.fill({ Person: 'Victor Hale · victor@acme.example' }).submit();
    expect(errors?.Person).toMatch(/^Victor Hale is inactive, and is given nothing\./);
    await lastDay(null);
  });
});

describe('whoever is deactivated', () => {
  test('has nothing any more, as whoever does it is told before and afterwards', async () => {
    await assign('adam', 'LT-0001', 'Victor Hale · victor@acme.example');
    await assign('adam', 'PH-7', 'Victor Hale · victor@acme.example');
    await olivia().run('/users', { text: 'victor@acme.example' });
    await olivia().click('Change Status');
    const form = await olivia().form(/^Change status/);
    expect(form.text()).toContain(
      'what they have is unassigned: Pixel 10 (PH-7) and MacBook Pro 14 (LT-0001)',
    );
    await form.fill({ Status: 'Inactive' }).submit();
    const after = await olivia().form('Done.');
    expect(after.text()).toContain(
      'Victor Hale is inactive, and signed out. The 2 things that they had are available again.',
    );
    expect(await db().assetAssignment.count({ where: { endedAt: null } })).toBe(0);
    const entries = await db().activity.findMany({
      where: { action: 'asset.unassigned' },
      orderBy: { id: 'desc' },
    });
    expect(entries.slice(0, 2).map(({ reason }) => reason)).toEqual(
      Array(2).fill('Whoever had it was deactivated.'),
    );
    expect((await details('adam', 'LT-0001')).text()).toContain(
      'Olivia Owner took it back from Victor Hale.\n“Whoever had it was deactivated.”',
    );
  });

  test('is given nothing', async () => {
    await details('adam', 'LT-0001');
    await as('adam').click('Assign');
    const form = await as('adam').form(/^Assign asset/);
    expect(await form.suggestions('Person', 'vic')).toEqual([]);
    expect(await form.suggestions('Person', 'lund')).toEqual(['Mia Lund · mia@acme.example']);
  });
});
