import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { dialog, press, type } from './local-slack.ts';
import { createPeople, type People, phone, sees } from './people.ts';

jest.setTimeout(30_000);

let fluxera: TestFluxera;
let people: People;
let olivia: Page;

beforeAll(async () => {
  [fluxera, people] = await Promise.all([startTestFluxera(), createPeople()]);
  await setUp(fluxera);
  await fluxera.slack.as('olivia').run('/invite', { text: 'mia@acme.example member' });
  await acceptAndVerify(fluxera, 'mia@acme.example', { 'First Name': 'Mia', 'Last Name': 'Lund' });
  await fluxera.slack.as('mia').openHome();
  olivia = await people.newPerson();
  await olivia.goto(fluxera.slack.url);
}, 60_000);
afterAll(async () => {
  await people?.close();
  await fluxera?.stop();
});
afterEach(() => expect(people.complaints()).toEqual([]));

const top = () => dialog(olivia).last();
const pressTop = (name: string) => top().getByRole('button', { name, exact: true }).click();

describe('Roles, in a real browser', () => {
  test('are listed, and one is made from another', async () => {
    await press(olivia, 'Hide');
    await type(olivia, '/roles');
    await sees(olivia, /No custom roles yet/);
    await people.picture(olivia, 'roles-empty');
    await top().getByRole('button', { name: 'Details of Viewer' }).click();
    await sees(olivia, 'Built-in roles stay as they are.');
    await pressTop('Copy Role');
    await top().getByLabel('Name').fill('Help desk');
    await top().getByLabel('Description').fill('Answers questions and invites people');
    await sees(olivia, 'Change and assign assets; without seeing all: /fluxera assets LT-42');
    await sees(olivia, 'Change and assign licenses; without seeing all: /fluxera licenses Figma');
    await top().getByText('Invite users').click();
    await people.picture(olivia, 'role-create');
    await pressTop('Create Role');
    await sees(olivia, 'The role Help desk is there now.');
    await olivia.keyboard.press('Escape');
    await sees(olivia, 'Answers questions and invites people');
    await top().getByText('Answers questions and invites people').scrollIntoViewIfNeeded();
    await people.picture(olivia, 'roles-list');
    await olivia.emulateMedia({ colorScheme: 'dark' });
    await people.picture(olivia, 'roles-list-dark');
    await pressTop('Compare Roles');
    await sees(olivia, /View assets/);
    await people.picture(olivia, 'roles-compare-dark');
    await olivia.emulateMedia({ colorScheme: 'light' });
    await people.picture(olivia, 'roles-compare');
    await olivia.setViewportSize(phone.viewport);
    await people.picture(olivia, 'roles-compare-phone');
    await olivia.setViewportSize({ width: 1280, height: 800 });
    await olivia.keyboard.press('Escape');
  });

  test('are changed and deleted knowing what follows', async () => {
    const { db } = fluxera.database;
    const role = await db.role.findFirstOrThrow({ where: { name: 'Help desk' } });
    const where = { email: 'mia@acme.example' };
    await db.user.updateMany({ where, data: { roleId: role.id, roleKind: 'CUSTOM' } });
    await top().getByRole('button', { name: 'Details of Help desk' }).click();
    await sees(olivia, 'Mia Lund');
    await people.picture(olivia, 'role-details');
    await pressTop('Edit Role');
    await top().getByText('Export data').click();
    await people.picture(olivia, 'role-edit');
    await pressTop('Save Changes');
    await sees(olivia, 'Gained: export data.');
    await pressTop('Delete Role');
    await sees(olivia, /With it go open requests/);
    await people.picture(olivia, 'role-delete');
    await pressTop('Delete Role');
    await sees(olivia, /1 person is Viewer now/);
    await people.picture(olivia, 'role-deleted');
    await olivia.keyboard.press('Escape');
    await olivia.keyboard.press('Escape');
    await dialog(olivia).waitFor({ state: 'detached' });
  });

  test('and the ownership is offered, and answered in Slack', async () => {
    await type(olivia, '/users olivia@acme.example');
    await sees(olivia, 'Ownership:');
    await people.picture(olivia, 'ownership-own');
    await pressTop('Transfer Ownership');
    await top().getByLabel('New Owner').selectOption({ label: 'Mia Member' });
    await top().getByLabel('Workspace Name').fill('Acme');
    await people.picture(olivia, 'ownership-form');
    await pressTop('Offer Ownership');
    await sees(olivia, /The ownership is offered to Mia Lund/);
    await people.picture(olivia, 'ownership-offered');
    const mia = await people.newPerson({ ...phone, colorScheme: 'dark' });
    await mia.goto(`${fluxera.slack.url}/#/as/mia/dm`);
    await sees(mia, /You are offered the ownership/);
    await people.picture(mia, 'ownership-message-phone-dark');
    await mia.getByRole('button', { name: 'Accept Ownership' }).click();
    await sees(mia, 'Become the Owner?');
    await people.picture(mia, 'ownership-confirm-phone-dark');
    await dialog(mia).getByRole('button', { name: 'Accept Ownership' }).click();
    await sees(mia, /You are the Owner of Acme now/);
    await mia.context().close();
  });
});
