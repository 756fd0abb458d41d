import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { permissionGroups } from '../../src/roles/permission-groups.ts';
import { allPermissions, permissionTable } from '../../src/roles/permission-table.ts';
import { startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { makeRole, setUpWithRoles } from '../harness/permission-cast.ts';
import { permissionDeeds } from '../harness/permission-deeds.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const deeds = permissionDeeds(() => fluxera);
const db = () => fluxera.database.db;
const tried = allPermissions().map((permission) => {
  return { permission, deed: deeds[permission], words: permissionTable[permission].words };
});

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUpWithRoles(fluxera);
  for (const { name: group, permissions } of permissionGroups()) {
    for (const { label } of permissions) await makeRole(fluxera, `Only ${label}`, { [group]: [label] });
  }
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(closeAll);

async function closeAll() {
  for (const name of ['olivia', 'mia']) {
    while (as(name).hasForm()) await (await as(name).form()).dismiss();
  }
}

const roleOf = (words: string) => `Only ${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Mia gets the role that allows this and nothing else. */
async function become(words: string): Promise<void> {
  await as('olivia').run('/users', { text: 'mia@acme.example' });
  await as('olivia').click('Change Role');
  await (await as('olivia').form(/^Change role/)).fill({ Role: roleOf(words) }).submit();
  await as('olivia').form('Done.');
  await closeAll();
}

const doer = (permission: string) => ({ name: 'mia', label: permission.toLowerCase().replace('_', '-') });

describe('somebody whose role allows one thing', () => {
  test.each(tried)(
    'can $words, and is refused everything else, with the reason',
    async ({ permission, words }) => {
      await become(words);
      const { id: actorId } = await db().user.findFirstOrThrow({ where: { email: 'mia@acme.example' } });
      // That she was refused is recorded, once an hour: permissions.test.ts looks at that.
      const deeds = { actorId, action: { not: 'access.refused' } };
      const byMia = () => db().activity.count({ where: deeds });
      for (const other of tried) {
        const before = await byMia();
        const { told, isDone } = await other.deed(doer(permission));
        expect([other.words, isDone]).toEqual([other.words, other.permission === permission]);
        if (isDone) continue;
        expect(told).toContain(`Your role, ${roleOf(words)}, cannot ${other.words}. Ask `);
        expect(await byMia()).toBe(before);
      }
    },
  );
});

describe('where that is to change things without seeing them all', () => {
  const asset = (tag: string) => db().asset.findFirstOrThrow({ where: { tag } });
  const open = async (command: string, text: string) => {
    await closeAll();
    return as('mia').run(command, { text });
  };

  beforeAll(async () => {
    const { id: workspaceId } = await db().workspace.findFirstOrThrow();
    const now = new Date();
    for (const tag of ['TAG_1', 'TAGX1', 'TAG-2'])
      await db().asset.create({ data: { workspaceId, tag, name: `Chair ${tag}`, createdAt: now } });
    for (const name of ['Paper', 'Pencil'])
      await db().license.create({ data: { workspaceId, name, seats: 2, createdAt: now } });
  });

  test('whoever creates assets gets the form by its name, and help says so', async () => {
    await become('create assets');
    const { form } = await open('/fluxera', 'assets new');
    const added = await form?.fill({ 'Asset Tag': 'NEW-1', Name: 'Desk' }).submit();
    expect(added?.form?.text()).toContain('Desk');
    expect((await asset('NEW-1')).name).toBe('Desk');
    const { text } = await open('/fluxera', 'help');
    expect(text).toContain('/fluxera assets new adds one');
    expect(text).not.toContain('/users lists everybody');
    expect((await open('/fluxera', 'licenses new')).text).toContain('cannot create licenses. Ask ');
  });

  test('whoever edits assets opens one by its whole tag, and changes it', async () => {
    await become('edit assets');
    const { form } = await open('/fluxera', 'assets tag_1');
    expect(form?.text()).toContain('Asset Tag: TAG_1');
    expect(form?.buttons()).toEqual(['Assign', 'Edit']);
    await as('mia').click('Edit');
    await (await as('mia').form(/^Edit asset/)).fill({ Name: 'Stool' }).submit();
    expect((await as('mia').form('Done.')).text()).toContain('Stool');
    const { text } = await open('/fluxera', 'assets TAG');
    expect(text).toContain('No asset has the tag TAG. Your role opens an asset by its whole tag');
    expect((await open('/fluxera', 'help')).text).toContain('/fluxera assets LT-0042 opens the one');
  });

  test('whoever deletes assets deletes the one that they open', async () => {
    await become('delete assets');
    const { form } = await open('/fluxera', 'assets TAG-2');
    expect(form?.buttons()).toEqual(['Delete']);
    await as('mia').click('Delete');
    await (await as('mia').form(/^Delete asset/)).submit();
    expect((await asset('TAG-2')).deletedAt).not.toBeNull();
  });

  test('so it is with licenses, by their names', async () => {
    await become('create licenses');
    const { form } = await open('/fluxera', 'licenses new');
    await form?.fill({ Name: 'Eraser' }).submit();
    expect(await db().license.count({ where: { name: 'Eraser' } })).toBe(1);
    await become('edit licenses');
    expect((await open('/fluxera', 'licenses paper')).form?.text()).toContain('Seats: 0 of 2');
    expect((await open('/fluxera', 'licenses pape')).text).toContain('No license is called pape.');
    await become('delete licenses');
    await open('/fluxera', 'licenses Pencil');
    await as('mia').click('Delete');
    await (await as('mia').form(/^Delete license/)).submit();
    expect(await db().license.count({ where: { name: 'Pencil', deletedAt: null } })).toBe(0);
  });

  test('whoever manages people opens one by their address', async () => {
    await become('manage users');
    const { form } = await open('/users', 'tina@acme.example');
    expect(form?.text()).toContain('tina@acme.example');
    expect(form?.buttons()).toContain('Edit Profile');
  });
});

test('whoever only exports gets what they did, and what was done to them', async () => {
  await become('export data');
  const { form } = await as('mia').run('/fluxera', { text: 'export' });
  expect(form?.options('What')).toEqual(['Activity']);
  expect(form?.text()).toContain('You get what you did, and what was done to your account.');
  await closeAll();
  const { text } = await as('mia').run('/fluxera', { text: 'export assets' });
  expect(text).toContain('Your role, Only Export data, cannot view assets. Ask ');
});
