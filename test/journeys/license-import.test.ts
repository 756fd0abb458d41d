import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { digestOf, sealKey, vaultKeyFrom } from '../../src/licenses/sealed-key.ts';
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
  `figma;figma, inc.;2;${keys[0]};2027-03-31;mia@acme.example olivia@acme.example;`,
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
    'Not read: Activation Code. The template has the columns that are.',
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

test('columns that others name in their way are read as well, and those that nobody knows are named', async () => {
  const { form: review } = await upload(
    'Software;Publisher;Qty;Activation Key;Expiration;Assigned Email;Owner;Cost Center;Error\nSketch;Sketch B.V.;3;ACTI-VATE-1234;2027-05-01;mia@acme.example;Tom;IT-7;x',
    'elsewhere.csv',
  );
  expect(review?.text()).toContain(
    'Create 1 License adds 1 license of 1 in elsewhere.csv, and assigns 1 seat.',
  );
  expect(review?.text()).toContain('Not read: Owner, Cost Center. The template has the columns that are.');
  await review?.submit();
  expect(await db().license.findFirstOrThrow({ where: { name: 'Sketch' } })).toMatchObject({
    ...{ vendor: 'Sketch B.V.', seats: 3, keyHint: '1234' },
    expiresOn: new Date('2027-05-01'),
  });
});

test('a file with two columns that may be meant is read by the likelier one, and the other is named', async () => {
  const { form: review } = await upload(
    'Product;Product Name;Quantity;Qty;Expires;Expiration;Assigned To;Used By\nTower;x;3;y;2027-05-01;z;mia@acme.example;Tom',
    'both.csv',
  );
  expect(review?.text()).toContain('adds 1 license of 1 in both.csv, and assigns 1 seat.');
  expect(review?.text()).toContain('Not read: Product Name, Qty, Expiration, Used By.');
});

test('a number with thousands in groups is suggested as it is meant', async () => {
  const numbers = ['1,000', '"12.500"', "1'000 seats", '5.0', '0', '1,00', '10,000,000', '1,000,000'];
  const { form: review } = await upload(
    `Name;Seats\n${numbers.map((seats, at) => `Tool ${at};${seats}`).join('\n')}`,
    'numbers.csv',
  );
  const text = review?.text() ?? '';
  const suggested = [...text.matchAll(/Line (\d+) .*\n.*?1,000,000\.(?: Did you mean (\d+)\?)?/g)];
  expect(suggested.map(([, line, meant]) => [line, meant])).toEqual([
    ['2', '1000'],
    ['3', '12500'],
    ['4', '1000'],
    ['5', '5'],
    ['6', undefined],
    ['7', '1'],
    ['8', undefined],
    ['9', '1000000'],
  ]);
});

test('whoever uploads keys is told that the file stays in Slack, before and afterwards', async () => {
  const { form } = await olivia().run('/fluxera', { text: 'licenses import' });
  expect(form?.text()).toContain(
    'The file stays in Slack among your files: if it has keys, delete it there afterwards.',
  );
  await form?.dismiss();
  const { form: review } = await upload('Name,Seats,License Key\nAffinity,1,AFFI-NITY-0001', 'R&D <1>.csv');
  const { form: added } = (await review?.submit()) ?? {};
  expect(added?.text()).toContain('The file that you uploaded stays in Slack among your files');
  const done = await olivia().waitForMessage('dm', '1 license of R&D <1>.csv is added.');
  expect(done.text).not.toContain('&amp;');
});

test('an error list that cannot be had any more is refused in words, also from the message', async () => {
  const { form: review } = await upload('Name,Seats\nArc,1\nDia,', 'gone.csv');
  await review?.submit();
  const done = await olivia().waitForMessage('dm', '1 license of gone.csv is added. 1 row was left out.');
  await db().thingImport.deleteMany({ where: { fileName: 'gone.csv' } });
  await done.click('Download Error List');
  expect(
    (await olivia().waitForMessage('dm', 'is not there any more: it is forgotten after seven days')).text,
  ).toContain('upload it again');
});

test('two rows of one license with other seats or people are not said to say the same', async () => {
  const { form: review } = await upload(
    [
      'Name,Seats,License Key,Assigned To',
      'Raycast,2,RAYC-KEY-OF-IT-1,olivia@acme.example mia@acme.example',
      'raycast,2,RAYC-KEY-OF-IT-1,mia@acme.example olivia@acme.example',
      'Raycast,5,RAYC-KEY-OF-IT-1,',
      'Raycast,2,RAYC-KEY-OF-IT-1,mia@acme.example',
      'Raycast,5,RAYC-KEY-OF-IT-2,',
    ].join('\n'),
    'twice.csv',
  );
  const text = review?.text() ?? '';
  const differs =
    'An earlier row has the same name, vendor, expiry date and key, with other seats or people. Put them in one row.';
  for (const part of [
    'Create 2 Licenses adds 2 licenses of 5',
    'Twice in the file\n1',
    'With errors\n2',
    'Line 3 · raycast\nAn earlier row says the same.',
    `Line 4 · Raycast\n${differs}`,
    `Line 5 · Raycast\n${differs}`,
  ]) {
    expect(text).toContain(part);
  }
});

test('only a license with the very same key is there already, however short it is', async () => {
  const file = (...keysOfIt: string[]) =>
    ['Name,Seats,License Key', ...keysOfIt.map((key) => `Loom,1,${key}`)].join('\n');
  const { form: first } = await upload(file('LOOM-0001-SAME', 'AB'), 'first.csv');
  await first?.submit();
  const { form: second } = await upload(
    file('LOOM-0001-SAME', 'LOOM-0002-SAME', 'AB', 'CD', ''),
    'second.csv',
  );
  const text = second?.text() ?? '';
  expect(text).toContain('Create 3 Licenses adds 3 licenses of 5');
  expect(text).toContain('There already\n2');
  expect(text).toContain('Line 2 · Loom\nA license with this name');
  expect(text).toContain('Line 4 · Loom\nA license with this name');
  // Those of before keys were told apart by all of them.
  await db().license.updateMany({ where: { name: 'Loom' }, data: { keyDigest: null } });
  const { form: third } = await upload(file('LOOM-0001-SAME', 'LOOM-0003-SAME', 'AB', 'EF'), 'third.csv');
  expect(third?.text()).toContain('Create 2 Licenses adds 2 licenses of 4');
  await third?.submit();
  expect(await db().license.count({ where: { name: 'Loom' } })).toBe(4);
});

test('where a key cannot be compared whole, because the secret is another or it was staged before, its last characters are', async () => {
  const file = (...keysOfIt: string[]) =>
    ['Name,Seats,License Key', ...keysOfIt.map((key) => `Warp,1,${key}`)].join('\n');
  const { form: first } = await upload(file('WARP-KEY-0001'), 'first.csv');
  await first?.submit();
  const { workspaceId, id } = await db().license.findFirstOrThrow({ where: { name: 'Warp' } });
  const before = vaultKeyFrom('the secret of before');
  await db().license.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: {
      keySealed: sealKey(before, { workspaceId, id }, 'WARP-KEY-0001'),
      keyDigest: digestOf(before, { workspaceId }, 'WARP-KEY-0001'),
    },
  });
  const { form: second } = await upload(file('WARP-KEY-0001', 'WARP-KEY-0002'), 'second.csv');
  expect(second?.text()).toContain('Create 1 License adds 1 license of 2');
  expect(second?.text()).toContain('Line 2 · Warp\nA license with this name');
  await second?.submit();
  const { form: third } = await upload(file('WARP-KEY-0002', 'WARP-KEY-0003'), 'third.csv');
  expect(third?.submitText()).toBe('Create 1 License');
  await db().thingImportRow.updateMany({ where: { import: { storedAt: null } }, data: { keyDigest: null } });
  await third?.submit();
  const hints = await db().license.findMany({ where: { name: 'Warp' }, orderBy: { keyHint: 'asc' } });
  expect(hints.map(({ keyHint }) => keyHint)).toEqual(['0001', '0002', '0003']);
});

test('what was staged of an import that is stored holds no key, also not of rows that were left out', async () => {
  expect(await db().thingImport.count({ where: { storedAt: { not: null } } })).toBeGreaterThan(2);
  const stored = await db().thingImportRow.findMany({ where: { import: { storedAt: { not: null } } } });
  expect(stored.filter(({ keySealed, keyDigest }) => keySealed || keyDigest)).toEqual([]);
});

test('the same file again adds nothing', async () => {
  const { form: review } = await upload(rows.join('\n'));
  expect(review?.text()).toContain('There already\n2');
  expect(review?.text()).toContain('Nothing of 14 in licenses.csv can be added.');
  expect(review?.submitText()).toBeUndefined();
});
