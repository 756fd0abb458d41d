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
const fill = async (fields: Record<string, string>) => {
  for (const [label, value] of Object.entries(fields)) await top().getByLabel(label).fill(value);
};

/** Chooses Mia in the menu of people. */
async function assignToMia() {
  await pressTop('Assign');
  await sees(olivia, 'Who gets');
  await top().getByLabel('Person').fill('Mia Lund · mia@acme.example');
  await top().locator('datalist option').first().waitFor({ state: 'attached' });
  await pressTop('Assign');
}

describe('Assets and licenses, in a real browser', () => {
  test('an asset is added, assigned, and found with who has it', async () => {
    await press(olivia, 'Hide');
    await type(olivia, '/fluxera assets');
    await sees(olivia, 'There are no assets yet.');
    await people.picture(olivia, 'assets-empty');
    await pressTop('New Asset');
    await sees(olivia, 'New asset');
    await fill({ 'Asset Tag': 'LT-0042', Name: 'MacBook Pro 14', 'Serial Number': 'C02XL1' });
    await fill({ Category: 'Laptop', 'Purchase Date': '2026-03-02' });
    await people.picture(olivia, 'asset-form');
    await pressTop('Add Asset');
    await sees(olivia, '1 asset');
    await top().getByRole('button', { name: 'Details of MacBook Pro 14' }).click();
    await sees(olivia, 'Asset Tag:');
    await assignToMia();
    await sees(olivia, 'Mia Lund has MacBook Pro 14 now.');
    await people.picture(olivia, 'asset-details');
    await pressTop('Back');
    await sees(olivia, 'With Mia Lund');
    await people.picture(olivia, 'assets-list');
    await pressTop('Close');
  });

  test('a license shows its seats and who has them, and hides its key', async () => {
    await type(olivia, '/fluxera licenses');
    await sees(olivia, 'There are no licenses yet.');
    await pressTop('New License');
    await sees(olivia, 'New license');
    await fill({ Name: 'Figma Professional', Vendor: 'Figma', Seats: '10' });
    await fill({ 'License Key': 'FIG-2f6c-9941-7Q2Z', 'Expiry Date': '2031-03-02' });
    await people.picture(olivia, 'license-form');
    await pressTop('Add License');
    await sees(olivia, '0 of 10 seats in use');
    await top().getByRole('button', { name: 'Details of Figma Professional' }).click();
    await assignToMia();
    await sees(olivia, '9 seats are left.');
    await olivia.emulateMedia({ colorScheme: 'dark' });
    await people.picture(olivia, 'license-details-dark');
    await olivia.emulateMedia({ colorScheme: 'light' });
    await pressTop('Show Key');
    await sees(olivia, 'FIG-2f6c-9941-7Q2Z');
    await people.picture(olivia, 'license-key');
    await pressTop('Back');
    await olivia.setViewportSize(phone.viewport);
    await people.picture(olivia, 'license-details-phone');
    await pressTop('Back');
    await pressTop('Close');
    await olivia.setViewportSize({ width: 1280, height: 800 });
  });

  test('a file of assets is reviewed, added, and told of', async () => {
    await type(olivia, '/fluxera assets import');
    await sees(olivia, 'Upload a CSV file with one asset a line.');
    const file = [
      'Asset Tag;Name;Category;Status;Purchase Date;Assigned To',
      'LT-0043;ThinkPad X1;Laptop;In service;2026-03-02;mia@acme.example',
      'PH-0007;Pixel 9;Phone;In repair;23.11.2025;',
      'LT-0042;MacBook Air;Laptop;;;',
      'PH-0008;Pixel 9;Phone;In servise;;',
      'DK-0001;Desk;Furniture;;03/04/2026;',
    ].join('\r\n');
    await top()
      .locator('input[type=file]')
      .setInputFiles({ name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await sees(olivia, 'stock.csv');
    await people.picture(olivia, 'import-assets');
    await pressTop('Review');
    await sees(olivia, 'Nothing has been added yet.');
    await people.picture(olivia, 'import-assets-review');
    await olivia.emulateMedia({ colorScheme: 'dark' });
    await olivia.setViewportSize(phone.viewport);
    await people.picture(olivia, 'import-assets-review-phone');
    await olivia.emulateMedia({ colorScheme: 'light' });
    await olivia.setViewportSize({ width: 1280, height: 800 });
    await pressTop('Create 2 Assets');
    await sees(olivia, '2 assets are added.');
    await pressTop('Close');
    await fluxera.slack.as('olivia').waitForMessage('dm', '2 assets of stock.csv are added.');
    await olivia.goto(`${fluxera.slack.url}#/dm`);
    await press(olivia, 'Download Error List');
    await sees(olivia, 'stock-errors.csv');
    await people.picture(olivia, 'import-assets-done');
  });
});
