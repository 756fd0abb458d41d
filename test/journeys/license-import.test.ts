import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');
const db = () => fluxera.database.db;
const keys = [
  'FIGM-AAAA-BBBB-7777',
  'KEY1',
  'SHIFTED-KEY-1234',
  'HIDDEN-ELSEWHERE-99',
  'PUSHED-5678',
  'PULLED-8765',
];

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await olivia().run('/invite', { text: 'mia@acme.example member' });
  await acceptAndVerify(fluxera, 'mia@acme.example', { 'First Name': 'Mia', 'Last Name': 'Lund' });
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  while (olivia().hasForm()) await (await olivia().form()).dismiss();
});

async function upload(content: string, name = 'licenses.csv') {
  const { form } = await olivia().run('/fluxera', { text: 'licenses import' });
  if (!form) throw new Error('no form');
  await form.attach({ 'CSV File': { name, content } });
  return form.submit();
}

const rows = [
  'Name;Publisher;Seats;License Key;Expiration Date;Assigned To;Activation Code',
  `Figma;Figma, Inc.;2;${keys[0]};31.03.2027;olivia@acme.example mia@acme.example;${keys[3]}`,
  `Notion;;10;${keys[1]};;;`,
  'Slack;;1;;;olivia@acme.example, mia@acme.example;',
  `Linear;;many;${keys[1]};;;${keys[3]}`,
  'Miro;;5 seats;;;;',
  'Zoom;;;;;;',
  'Jira;;3;…7777;;;',
  `figma;figma, inc.;2;${keys[0]};2027-03-31;;`,
  `A;comma; too many;1;${keys[2]};;;x`,
  'Loom;;4;;13/14/2027;;',
  `Asana;Asana; Inc.;4;${keys[4]};;`,
  `Basecamp;4;${keys[5]};;;`,
  `Trello;;4;AB;${keys[4]};;`,
  `Canva;;4;AB;;${keys[5]};`,
];

test('licenses are reviewed, and each row that adds nothing says why, without its key', async () => {
  const { form: review } = await upload(rows.join('\n'));
  const text = review?.text() ?? '';
  for (const part of [
    'Create 2 Licenses adds 2 licenses of 14 in licenses.csv, and assigns 2 seats.',
    'There already\n0',
    'Twice in the file\n1',
    'Line 4 · olivia@acme.example, mia@acme.example\nThese are more people than the license has seats.',
    'Line 5 · many\nThe number of seats is not a whole number from 1 to 1,000,000.',
    'Line 6 · 5 seats\nThe number of seats is not a whole number from 1 to 1,000,000. Did you mean 5?',
    'Line 7\nThere is no number of seats.',
    'Line 8 · Jira\nThe key is only the end of one, as exports show it.',
    'Line 9 · Figma\nAn earlier row says the same.',
    'Line 10 · A\nThe row has more cells than the first line',
    'Line 11 · 13/14/2027\nThis is not a date that can be read.',
    'the first 10 of 12',
  ]) {
    expect(text.toLowerCase()).toContain(part.toLowerCase());
  }
  for (const key of keys) expect(text).not.toContain(key);
});

test('the error list has no keys either, and says so', async () => {
  await upload(rows.join('\n'), 'keys.csv');
  await olivia().click('Download Error List');
  const message = await olivia().waitForMessage('dm', 'keys-errors.csv');
  const list = (await message.files[0]?.read())?.toString() ?? '';
  expect(message.text).toContain('License keys and columns that are not known are left out');
  expect(list).toContain('"Linear";;"many"');
  expect(list).toContain('"Basecamp";;;;;;;"The number of seats');
  expect(list).toContain('"Trello";;;;;;;"This is not a date');
  for (const key of keys) expect(list).not.toContain(key);
});

test('they are stored with sealed keys, given to people, and told of', async () => {
  const { form: review } = await upload(rows.join('\n'), 'software.csv');
  const { form: added } = (await review?.submit()) ?? {};
  expect(added?.text()).toContain('2 licenses are added.');
  const done = await olivia().waitForMessage(
    'dm',
    '2 licenses of software.csv are added. 12 rows were left out.',
  );
  expect(done.buttons).toEqual(['Show Licenses', 'Download Error List']);
  const { form: list } = await olivia().run('/fluxera', { text: 'licenses figma' });
  expect(list?.text()).toContain('Figma · Figma, Inc.\n2 of 2 seats in use · Valid until March 31, 2027');
  await olivia().click('Details');
  await olivia().form('Seats:');
  await olivia().click('Show Key');
  expect((await olivia().form(keys[0])).text()).toContain(keys[0]);
});

test('the key stands nowhere in the database but sealed', async () => {
  const tables = ['thing_import', 'thing_import_row', 'license', 'activity', 'license_assignment'];
  for (const table of tables) {
    const [{ all }] = await db().$queryRawUnsafe<[{ all: string }]>(
      `SELECT coalesce(string_agg(row::text, ''), '') AS all FROM ${table} AS row`,
    );
    for (const key of keys) expect(all).not.toContain(key);
  }
  const license = await db().license.findFirstOrThrow({ where: { name: 'Figma' } });
  expect(license).toMatchObject({ seats: 2, seatsUsed: 2, keyHint: '7777' });
});

test('the same file again adds nothing', async () => {
  const { form: review } = await upload(rows.join('\n'));
  expect(review?.text()).toContain('There already\n2');
  expect(review?.text()).toContain('Nothing of 14 in licenses.csv can be added.');
  expect(review?.submitText()).toBeUndefined();
});
