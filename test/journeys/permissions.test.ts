import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Permission } from '../../src/generated/prisma/client.ts';
import { allPermissions, builtInRoles, permissionTable } from '../../src/roles/permission-table.ts';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');
const holders = { OWNER: 'olivia', ADMIN: 'adam', MEMBER: 'mia', VIEWER: 'victor' } as const;
type Role = keyof typeof holders;

const payloadOf = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  view: z.looseObject({ private_metadata: z.string(), state: z.looseObject({ values: z.unknown() }) }),
});
type Payload = z.infer<typeof payloadOf>;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, role] of [
    ['adam', 'admin'],
    ['mia', 'member'],
    ['victor', 'viewer'],
    ['tina', 'viewer'],
  ] as const) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': name });
  }
  for (const name of Object.values(holders)) await as(name).openHome();
}, 60_000);
afterAll(() => fluxera.stop());

/** What somebody did, or was not allowed to do, the oldest first. */
async function recordedBy(role: Role) {
  const { id } = await db().user.findFirstOrThrow({ where: { slackUserId: as(holders[role]).id } });
  return db().activity.findMany({ where: { actorId: id }, orderBy: { id: 'asc' } });
}

const HOUR_MS = 60 * 60 * 1000;

const db = () => fluxera.database.db;
const workspace = () => db().workspace.findFirstOrThrow();

/** What the Owner's client has just sent; everybody can send the same, whatever their screen offers. */
function sent(): Payload {
  return payloadOf.parse(fluxera.slack.deliveries('view_submission').at(-1)?.body);
}

/** Sends a form as somebody else, about something else. */
async function send(role: Role, form: Payload, metadata: object, values: unknown): Promise<string> {
  const payload = {
    ...form,
    user: { ...form.user, id: as(holders[role]).id },
    view: {
      ...form.view,
      previous_view_id: null,
      private_metadata: JSON.stringify(metadata),
      state: { values },
    },
  };
  const answer = await fluxera.slack.deliver({ payload: JSON.stringify(payload) });
  return 'body' in answer ? answer.body : '';
}

async function closeAll() {
  while (olivia().hasForm()) await (await olivia().form()).dismiss();
}

interface Attempt {
  /** What the person is told at once. */
  told: string;
  isDone: boolean;
}

/** What stands for each permission whose thing exists: done as Slack's client would, by whoever has that role. */
const attempts: Partial<Record<Permission, (role: Role) => Promise<Attempt>>> = {
  VIEW_ASSETS: async (role) => {
    const { text, form } = await as(holders[role]).run('/fluxera', { text: 'assets' });
    const isDone = form?.title() === 'Assets';
    await form?.dismiss();
    return { told: text, isDone };
  },
  CREATE_ASSETS: async (role) => {
    await olivia().run('/fluxera', { text: 'assets' });
    await olivia().click('New Asset');
    const filled = { 'Asset Tag': `before-${role}`, Name: 'Chair' };
    await (await olivia().form(/^New asset/)).fill(filled).submit();
    const form = sent();
    await closeAll();
    const values = { ...z.looseObject({}).parse(form.view.state.values), tag: typed(`by-${role}`) };
    const told = await send(role, form, {}, values);
    return { told, isDone: (await db().asset.count({ where: { tag: `by-${role}` } })) === 1 };
  },
  EDIT_ASSETS: async (role) => {
    const { id, revision } = await newAsset(`edited-${role}`);
    await olivia().click('Edit');
    await (await olivia().form(/^Edit asset/)).fill({ Name: `Before ${role}` }).submit();
    const form = sent();
    await closeAll();
    const values = { ...z.looseObject({}).parse(form.view.state.values), name: typed(`By ${role}`) };
    const told = await send(role, form, { id, revision: revision + 1 }, values);
    const { name } = await db().asset.findFirstOrThrow({ where: { id } });
    return { told, isDone: name === `By ${role}` };
  },
  DELETE_ASSETS: async (role) => {
    await newAsset(`sample-${role}`);
    await olivia().click('Delete');
    await (await olivia().form(/^Delete asset/)).submit();
    const form = sent();
    await closeAll();
    const { id, revision } = await newAsset(`deleted-${role}`);
    await closeAll();
    const told = await send(role, form, { id, revision }, form.view.state.values);
    const { deletedAt } = await db().asset.findFirstOrThrow({ where: { id } });
    return { told, isDone: deletedAt !== null };
  },
  VIEW_LICENSES: async (role) => {
    const { text, form } = await as(holders[role]).run('/fluxera', { text: 'licenses' });
    const isDone = form?.title() === 'Licenses';
    await form?.dismiss();
    return { told: text, isDone };
  },
  CREATE_LICENSES: async (role) => {
    await olivia().run('/fluxera', { text: 'licenses' });
    await olivia().click('New License');
    await (await olivia().form(/^New license/)).fill({ Name: `Before ${role}` }).submit();
    const form = sent();
    await closeAll();
    const values = { ...z.looseObject({}).parse(form.view.state.values), name: typed(`By ${role}`) };
    const told = await send(role, form, {}, values);
    return { told, isDone: (await db().license.count({ where: { name: `By ${role}` } })) === 1 };
  },
  EDIT_LICENSES: async (role) => {
    const { id, revision } = await newLicense(`Edited ${role}`);
    await olivia().click('Edit');
    await (await olivia().form(/^Edit license/)).fill({ Vendor: `Before ${role}` }).submit();
    const form = sent();
    await closeAll();
    const values = { ...z.looseObject({}).parse(form.view.state.values), vendor: typed(`By ${role}`) };
    const told = await send(role, form, { id, revision: revision + 1 }, values);
    const { vendor } = await db().license.findFirstOrThrow({ where: { id } });
    return { told, isDone: vendor === `By ${role}` };
  },
  DELETE_LICENSES: async (role) => {
    await newLicense(`Sample ${role}`);
    await olivia().click('Delete');
    await (await olivia().form(/^Delete license/)).submit();
    const form = sent();
    await closeAll();
    const { id, revision } = await newLicense(`Deleted ${role}`);
    await closeAll();
    const told = await send(role, form, { id, revision }, form.view.state.values);
    const { deletedAt } = await db().license.findFirstOrThrow({ where: { id } });
    return { told, isDone: deletedAt !== null };
  },
  VIEW_USERS: async (role) => {
    const { text, form } = await as(holders[role]).run('/users');
    const isDone = form?.title() === 'People';
    await form?.dismiss();
    return { told: text, isDone };
  },
  INVITE_USERS: async (role) => {
    const email = `${role.toLowerCase()}@example.com`;
    await olivia().run('/invite', { text: `sample-${email} viewer` });
    await olivia().run('/invitations', { text: `pending sample-${email}` });
    await olivia().click('Cancel Invitation');
    await (await olivia().form('stops working at once')).submit();
    const form = sent();
    await closeAll();
    await olivia().run('/invite', { text: `${email} viewer` });
    const { id, revision } = await db().invitation.findFirstOrThrow({ where: { email } });
    const told = await send(role, form, { id, revision }, form.view.state.values);
    const { status } = await db().invitation.findFirstOrThrow({ where: { email } });
    return { told, isDone: status === 'CANCELED' };
  },
  MANAGE_USERS: async (role) => {
    await olivia().run('/users', { text: 'tina@acme.example' });
    await olivia().click('Edit Profile');
    await (await olivia().form(/^Edit profile/)).fill({ Department: `Before ${role}` }).submit();
    await olivia().form('Done.');
    const form = sent();
    await closeAll();
    const { id, revision } = await db().user.findFirstOrThrow({ where: { email: 'tina@acme.example' } });
    const values = { ...z.looseObject({}).parse(form.view.state.values), department: typed(`By ${role}`) };
    const told = await send(role, form, { id, revision }, values);
    const { department } = await db().user.findFirstOrThrow({ where: { id } });
    return { told, isDone: department === `By ${role}` };
  },
  VIEW_REPORTS: async (role) => {
    const { text, form } = await as(holders[role]).run('/fluxera', { text: 'report' });
    const isDone = form?.title() === 'Report';
    await form?.dismiss();
    return { told: text, isDone };
  },
  MANAGE_SETTINGS: async (role) => {
    await olivia().run('/fluxera', { text: 'settings' });
    await olivia().click('Change Invitations');
    await (await olivia().form(/^Invitations/)).fill({ 'Email Domains': '' }).submit();
    const form = sent();
    await closeAll();
    const { settingsRevision: revision } = await workspace();
    const domain = `${role.toLowerCase()}.example`;
    const values = Object.fromEntries(
      Object.entries(z.record(z.string(), z.unknown()).parse(form.view.state.values)).map(([key, value]) => [
        key,
        key.includes('domain') ? typed(domain) : value,
      ]),
    );
    const told = await send(role, form, { revision }, values);
    const { allowedDomains } = await workspace();
    await db().workspace.updateMany({ data: { allowedDomains: [] } });
    return { told, isDone: allowedDomains.includes(domain) };
  },
  MANAGE_BILLING: async (role) => {
    const { form: opened } = await olivia().run('/fluxera', { text: 'billing' });
    await opened?.fill({ 'Plan Name': `Before ${role}` }).submit();
    const form = sent();
    await closeAll();
    const values = { ...z.looseObject({}).parse(form.view.state.values), plan_name: typed(`By ${role}`) };
    const told = await send(role, form, {}, values);
    return { told, isDone: (await workspace()).planName === `By ${role}` };
  },
};

/** An asset that the Owner has just added, with its details open. */
async function newAsset(tag: string) {
  const { workspaceId } = await db().user.findFirstOrThrow();
  const asset = await db().asset.create({ data: { workspaceId, tag, name: 'Chair', createdAt: new Date() } });
  await olivia().run('/fluxera', { text: `assets ${tag}` });
  await olivia().click('Details');
  await olivia().form('Asset Tag:');
  return asset;
}

/** The same for a license. */
async function newLicense(name: string) {
  const { workspaceId } = await db().user.findFirstOrThrow();
  const license = await db().license.create({ data: { workspaceId, name, seats: 1, createdAt: new Date() } });
  await olivia().run('/fluxera', { text: `licenses ${name}` });
  await olivia().click('Details');
  await olivia().form('License Key:');
  return license;
}

const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });

const cells = allPermissions().flatMap((permission) => {
  const row = permissionTable[permission];
  const attempt = attempts[permission];
  if (!attempt) return [];
  return builtInRoles.map(({ kind, name }) => {
    return { kind, name, attempt, words: row.words, verb: row[kind] ? 'can' : 'cannot' };
  });
});

describe('the table of permissions, whatever somebody’s screen offers', () => {
  test.each(cells)(
    'a person with the role $name $verb $words',
    async ({ kind, name, verb, words, attempt }) => {
      const before = await recordedBy(kind);
      const { told, isDone } = await attempt(kind);
      expect(isDone).toBe(verb === 'can');
      if (verb === 'can') return;
      expect(told).toContain(`Your role, ${name}, cannot ${words}. Ask `);
      const subject = { subjectType: 'workspace', subjectId: (await workspace()).id };
      const refused = { action: 'access.refused', source: 'SLACK', reason: null, before: null };
      const after = { refusal: 'NOT_PERMITTED', wanted: words, request: expect.any(String) };
      await until('the refusal is recorded', async () => (await recordedBy(kind)).length > before.length);
      expect(await recordedBy(kind)).toEqual([
        ...before,
        expect.objectContaining({ ...refused, ...subject, after }),
      ]);
    },
  );
});

test('what was done is told also where it may not be looked at any more', async () => {
  const adam = as('adam');
  const { id } = await newAsset('seen no more');
  await closeAll();
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
  while (adam.hasForm()) await (await adam.form()).dismiss();
});

describe('what somebody was not allowed to do', () => {
  test('is recorded once an hour, however often they try', async () => {
    const refusals = async () =>
      (await recordedBy('VIEWER')).filter(({ after }) => JSON.stringify(after).includes('manage settings'));
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
    await olivia().run('/users', { text: 'tina@acme.example' });
    await olivia().click('Edit Profile');
    await (await olivia().form(/^Edit profile/)).fill({ Department: 'Lab' }).submit();
    await olivia().form('Done.');
    const form = sent();
    await closeAll();
    const owner = await db().user.findFirstOrThrow({ where: { roleKind: 'OWNER' } });
    const { id, revision } = owner;
    expect(await send('ADMIN', form, { id, revision }, form.view.state.values)).toContain('is the Owner');
    const said = { refusal: 'USER_IS_OWNER', wanted: '', request: 'edit_profile' };
    await until('it is recorded', async () => (await recordedBy('ADMIN')).at(-1)?.subjectId === id);
    expect((await recordedBy('ADMIN')).at(-1)).toMatchObject({ subjectType: 'user', after: said });
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
    await closeAll();
    await olivia().run('/users', { text: 'olivia' });
    expect((await olivia().form('Owner')).text()).not.toContain('not allowed');
    await closeAll();
  });

  test('is not recorded of somebody who is no user', async () => {
    const before = await db().activity.count();
    const { text } = await as('nora').run('/users');
    expect(text).not.toBe('');
    expect(await db().activity.count()).toBe(before);
  });
});
