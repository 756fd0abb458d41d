import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');
const db = () => fluxera.database.db;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await olivia().run('/invite', { text: 'mia@acme.example member' });
  await acceptAndVerify(fluxera, 'mia@acme.example', { 'First Name': 'Mia', 'Last Name': 'Lund' });
  await olivia().run('/invite', { text: 'jane@example.com member' });
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  while (olivia().hasForm()) await (await olivia().form()).dismiss();
});

const busy = () => fluxera.slack.faults.inject({ fault: 'rate_limited', method: 'views.update', times: 1 });

const counts = () => ({
  assets: db().asset.count({ where: { name: 'Desk' } }),
  licenses: db().license.count({ where: { name: 'Figma' } }),
  roles: db().role.count({ where: { name: 'Help desk' } }),
  people: db().user.count({ where: { department: 'Support' } }),
  invitations: db().invitation.count({ where: { email: 'jane@example.com', status: 'CANCELED' } }),
  settings: db().workspace.count({ where: { remindInvitees: false } }),
});

interface Done {
  command: [name: string, text: string];
  buttons: string[];
  title: RegExp;
  fields: Record<string, string | string[]>;
  said: string;
  counted: keyof ReturnType<typeof counts>;
}

describe('What a form did while Slack has no time to show it below', () => {
  test.each<Done>([
    {
      command: ['/fluxera', 'assets'],
      buttons: ['New Asset'],
      title: /^New asset/,
      fields: { 'Asset Tag': 'DK-1', Name: 'Desk' },
      said: 'Desk is added.',
      counted: 'assets',
    },
    {
      command: ['/fluxera', 'assets'],
      buttons: ['Details', 'Edit'],
      title: /^Edit asset/,
      fields: { Category: 'Furniture' },
      said: 'Desk is saved.',
      counted: 'assets',
    },
    {
      command: ['/fluxera', 'licenses'],
      buttons: ['New License'],
      title: /^New license/,
      fields: { Name: 'Figma', Seats: '2' },
      said: 'Figma is added.',
      counted: 'licenses',
    },
    {
      command: ['/fluxera', 'licenses'],
      buttons: ['Details', 'Edit'],
      title: /^Edit license/,
      fields: { Vendor: 'Figma Inc.' },
      said: 'Figma is saved.',
      counted: 'licenses',
    },
    {
      command: ['/roles', ''],
      buttons: ['Create Role'],
      title: /^Create role/,
      fields: { Name: 'Help desk', Users: ['View users'] },
      said: 'The role Help desk is there now.',
      counted: 'roles',
    },
    {
      command: ['/users', 'mia@acme.example'],
      buttons: ['Edit Profile'],
      title: /^Edit profile/,
      fields: { Department: 'Support' },
      said: 'The profile of Mia Lund is saved.',
      counted: 'people',
    },
    {
      command: ['/invitations', 'pending jane@example.com'],
      buttons: ['Cancel Invitation'],
      title: /^Cancel invitation/,
      fields: {},
      said: 'The invitation of jane@example.com is canceled',
      counted: 'invitations',
    },
    {
      command: ['/fluxera', 'settings'],
      buttons: ['Change Invitations'],
      title: /^Invitations/,
      fields: { Reminders: [] },
      said: 'The settings are saved.',
      counted: 'settings',
    },
  ])(
    'is done once, and the form says it: $said',
    async ({ command: [name, text], buttons, title, fields, said, counted }) => {
      await olivia().run(name, { text });
      for (const button of buttons) await olivia().click(button);
      const form = (await olivia().form(title)).fill(fields);
      busy();
      const { form: shown } = await form.submit();
      expect(shown?.text()).toContain(said);
      expect(await counts()[counted]).toBe(1);
      expect(fluxera.slack.calls('views.update').at(-1)?.response.error).toBe('ratelimited');
    },
  );
});

test('What a button did while Slack has no time to show it is told by a message', async () => {
  const { id: assetId, workspaceId } = await db().asset.findFirstOrThrow({ where: { name: 'Desk' } });
  const mia = await db().user.findFirstOrThrow({ where: { email: 'mia@acme.example' } });
  const by = { assignedById: mia.id, assignedAt: new Date() };
  await db().assetAssignment.create({ data: { workspaceId, assetId, userId: mia.id, ...by } });
  await olivia().run('/fluxera', { text: 'assets desk' });
  await olivia().click('Details');
  await olivia().form('Assigned to: Mia Lund');
  busy();
  await olivia().click('Unassign');
  await olivia().waitForMessage('dm', 'Mia Lund does not have Desk any more: it is available.');
  expect(await db().assetAssignment.count({ where: { endedAt: null } })).toBe(0);
});
