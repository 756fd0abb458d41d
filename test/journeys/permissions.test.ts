import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { allPermissions, builtInRoles, permissionTable } from '../../src/roles/permission-table.ts';
import { startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { setUpWithRoles } from '../harness/permission-cast.ts';
import { permissionDeeds } from '../harness/permission-deeds.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;
const holders = { OWNER: 'olivia', ADMIN: 'adam', MEMBER: 'mia', VIEWER: 'victor' } as const;

const deeds = permissionDeeds(() => fluxera);

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUpWithRoles(fluxera);
}, 60_000);
afterAll(() => fluxera.stop());

const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const db = () => fluxera.database.db;

/** What somebody did, or was not allowed to do, the oldest first. */
async function recordedBy(name: string) {
  const { id } = await db().user.findFirstOrThrow({ where: { slackUserId: as(name).id } });
  return db().activity.findMany({ where: { actorId: id }, orderBy: { id: 'asc' } });
}

async function closeAll(name: string) {
  while (as(name).hasForm()) await (await as(name).form()).dismiss();
}

const payloadOf = z.looseObject({ view: z.looseObject({}) });
const HOUR_MS = 60 * 60 * 1000;

const cells = allPermissions().flatMap((permission) => {
  const row = permissionTable[permission];
  const deed = deeds[permission];
  return builtInRoles.map(({ kind, name }) => {
    return { deed, kind, name, words: row.words, verb: row[kind] ? 'can' : 'cannot' };
  });
});

describe('the table of permissions, whatever somebody’s screen offers', () => {
  test.each(cells)('a person with the role $name $verb $words', async ({ deed, kind, name, verb, words }) => {
    const before = await recordedBy(holders[kind]);
    const { told, isDone } = await deed({ name: holders[kind], label: kind.toLowerCase() });
    expect(isDone).toBe(verb === 'can');
    if (verb === 'can') return;
    expect(told).toContain(`Your role, ${name}, cannot ${words}. Ask `);
    const subject = { subjectType: 'workspace', subjectId: (await db().workspace.findFirstOrThrow()).id };
    const refused = { action: 'access.refused', source: 'SLACK', reason: null, before: null };
    const after = { refusal: 'NOT_PERMITTED', wanted: words, request: expect.any(String) };
    await until(
      'the refusal is recorded',
      async () => (await recordedBy(holders[kind])).length > before.length,
    );
    expect(await recordedBy(holders[kind])).toEqual([
      ...before,
      expect.objectContaining({ ...refused, ...subject, after }),
    ]);
  });
});

test('what was done is told also where it may not be looked at any more', async () => {
  const adam = as('adam');
  const { id: workspace } = await db().workspace.findFirstOrThrow();
  const { id } = await db().asset.create({
    data: { workspaceId: workspace, tag: 'seen no more', name: 'Chair', createdAt: new Date() },
  });
  await adam.run('/fluxera', { text: 'assets seen' });
  await adam.click('Details');
  await adam.click('Edit');
  const form = (await adam.form(/^Edit asset/)).fill({ Name: 'Stool' });
  const view = { permission: 'VIEW_ASSETS', role: { kind: 'ADMIN' } } as const;
  const { workspaceId, roleId } = await db().rolePermission.findFirstOrThrow({ where: view });
  await db().rolePermission.deleteMany({ where: view });
  const answer = await form.submit();
  expect([answer.form?.title(), answer.errors]).toEqual(['Done', undefined]);
  expect((await db().asset.findFirstOrThrow({ where: { id } })).name).toBe('Stool');
  await db().rolePermission.create({ data: { workspaceId, roleId, permission: 'VIEW_ASSETS' } });
  await closeAll('adam');
});

describe('what somebody was not allowed to do', () => {
  test('is recorded once an hour, however often they try', async () => {
    const refusals = async () =>
      (await recordedBy('victor')).filter(({ after }) => JSON.stringify(after).includes('manage settings'));
    const before = (await refusals()).length;
    fluxera.passTime(HOUR_MS);
    const victor = as('victor');
    await Promise.all(Array.from({ length: 20 }, () => victor.run('/fluxera', { text: 'settings' })));
    await until('it is recorded', async () => (await refusals()).length > before);
    expect((await victor.run('/fluxera', { text: 'settings' })).text).toContain('cannot manage settings');
    fluxera.passTime(HOUR_MS);
    await victor.run('/fluxera', { text: 'settings' });
    await until('it is recorded an hour later', async () => (await refusals()).length > before + 1);
    expect((await refusals()).length).toBe(before + 2);
  });

  test('says whose account it was about', async () => {
    const owner = await db().user.findFirstOrThrow({ where: { roleKind: 'OWNER' } });
    await as('adam').run('/users', { text: 'tina@acme.example' });
    await as('adam').click('Edit Profile');
    await (await as('adam').form(/^Edit profile/)).fill({ Department: 'Lab' }).submit();
    const form = payloadOf.parse(fluxera.slack.deliveries('view_submission').at(-1)?.body);
    await closeAll('adam');
    const { id, revision } = owner;
    const view = { ...form.view, previous_view_id: null, private_metadata: JSON.stringify({ id, revision }) };
    const answer = await fluxera.slack.deliver({ payload: JSON.stringify({ ...form, view }) });
    expect(JSON.stringify(answer)).toContain('is the Owner');
    const said = { refusal: 'USER_IS_OWNER', wanted: '', request: 'edit_profile' };
    await until('it is recorded', async () => (await recordedBy('adam')).at(-1)?.subjectId === id);
    expect((await recordedBy('adam')).at(-1)).toMatchObject({ subjectType: 'user', after: said });
    expect((await db().user.findFirstOrThrow({ where: { id } })).revision).toBe(revision);
  });

  test('stands in the activity, in words, and not in the history of the person', async () => {
    const { form } = await olivia().run('/fluxera', { text: 'activity' });
    await form?.choose('What', 'Refusals');
    const list = await olivia().form('was not allowed to');
    await fluxera.slack.until(() => !list.text().includes('edited') || undefined, 'refusals alone');
    expect(list.text()).toContain(
      'Adam Doe was not allowed to change the account of Olivia Owner, who is the Owner',
    );
    expect(list.text()).toContain('Victor Doe was not allowed to manage settings');
    await olivia().click('Details');
    expect((await olivia().form('Request')).text()).toContain('edit_profile');
    await closeAll('olivia');
    await olivia().run('/users', { text: 'olivia' });
    expect((await olivia().form('Owner')).text()).not.toContain('not allowed');
    await closeAll('olivia');
  });

  test('is not recorded of somebody who is no user', async () => {
    const before = await db().activity.count();
    const { text } = await as('nora').run('/users');
    expect(text).not.toBe('');
    expect(await db().activity.count()).toBe(before);
  });
});
