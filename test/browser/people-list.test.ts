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
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ] as const) {
    await fluxera.slack.as('olivia').run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await fluxera.slack.as(name).openHome();
  }
  await fluxera.slack.as('mia').openHome();
  await fluxera.slack.as('adam').run('/invite', { text: 'noor@example.com viewer' });
  await fluxera.database.db.user.updateMany({
    where: { email: 'mia@acme.example' },
    data: { department: 'Field Sales', jobTitle: 'Team lead', phone: '+46 8 123 45 67' },
  });
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

describe('People, in a real browser', () => {
  test('are listed, with a way to each of them', async () => {
    await press(olivia, 'Hide');
    await type(olivia, '/users');
    await sees(olivia, '4 people');
    await sees(olivia, /Member · Team lead · Field Sales · Active/);
    await people.picture(olivia, 'people-list');
    await olivia.emulateMedia({ colorScheme: 'dark' });
    await people.picture(olivia, 'people-list-dark');
    await olivia.emulateMedia({ colorScheme: 'light' });
  });

  test('one person has their contact, role, status and history, and is edited', async () => {
    await top().getByRole('button', { name: 'Details of Mia Lund' }).click();
    await sees(olivia, 'Phone Number:');
    await people.picture(olivia, 'person-details');
    await pressTop('Edit Profile');
    await top().getByLabel('Job Title').fill('Head of field sales');
    await people.picture(olivia, 'person-edit');
    await pressTop('Save Changes');
    await sees(olivia, 'The profile of Mia Lund is saved.');
  });

  test('a role is chosen knowing what it gives and takes', async () => {
    await pressTop('Change Role');
    await sees(olivia, 'As Viewer');
    await top().getByLabel('Role').selectOption({ label: 'Viewer' });
    await people.picture(olivia, 'person-role');
    await pressTop('Confirm');
    await sees(olivia, 'Mia Lund is Viewer now.');
    await people.picture(olivia, 'person-history');
    await olivia.keyboard.press('Escape');
    await olivia.keyboard.press('Escape');
  });

  test('a status is changed knowing what follows', async () => {
    await dialog(olivia).waitFor({ state: 'detached' });
    await type(olivia, '/users adam@acme.example');
    await sees(olivia, 'Person');
    await pressTop('Change Status');
    await sees(olivia, 'Invitations They Sent');
    await people.picture(olivia, 'person-status');
    await olivia.setViewportSize(phone.viewport);
    await people.picture(olivia, 'person-status-phone');
    await pressTop('Confirm');
    await sees(olivia, 'Adam Berg is inactive, and signed out.');
  });

  test('all of that is in the activity, with what it was before', async () => {
    await olivia.setViewportSize({ width: 1280, height: 800 });
    await olivia.keyboard.press('Escape');
    await olivia.keyboard.press('Escape');
    await dialog(olivia).waitFor({ state: 'detached' });
    await type(olivia, '/fluxera activity');
    await sees(olivia, 'Olivia Owner deactivated Adam Berg');
    await people.picture(olivia, 'activity-list');
    await top().getByLabel('Done By').fill('olivia');
    await top().getByLabel('About').fill('mia');
    await pressTop('Search');
    await top().getByText('Olivia Owner deactivated Adam Berg').waitFor({ state: 'detached' });
    const change = top().getByText('Olivia Owner changed the role of Mia Lund');
    await change.waitFor();
    await top()
      .getByRole('button', { name: /^Details of entry/ })
      .first()
      .click();
    await sees(olivia, 'Member → Viewer');
    await people.picture(olivia, 'activity-entry');
  });
});
