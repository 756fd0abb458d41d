import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
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
    await as('olivia').run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of cast) while (as(name).hasForm()) await (await as(name).form()).dismiss();
});

async function upload(name: string, content: string | Uint8Array, fileName = 'assets.csv') {
  const { form } = await as(name).run('/fluxera', { text: 'assets import' });
  if (!form) throw new Error('no form');
  await form.attach({ 'CSV File': { name: fileName, content } });
  return form.submit();
}

const header = 'Asset Tag,Name,Category,Serial Number,Status,Purchase Date,Assigned To';
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('the form', () => {
  test('opens over the list of whoever may add assets, and sends the template', async () => {
    const { form: list } = await as('adam').run('/fluxera', { text: 'assets' });
    expect(list?.text()).toContain('Begin with New Asset, or Import a file.');
    await as('adam').click('Import');
    const form = await as('adam').form(/^Import assets/);
    expect(form.text()).toContain('You review everything before anything is added.');
    await as('adam').click('Download Template');
    const message = await as('adam').waitForMessage('dm', 'assets-template.csv');
    expect((await message.files[0]?.read())?.toString()).toBe(
      '\ufeff"Asset Tag","Name","Category","Serial Number","Status","Purchase Date","Assigned To"\r\n"LT-0042","MacBook Pro 14","Laptop","C02XL0ABCD","In service","2026-03-01","jane@example.com"\r\n',
    );
  });

  test('is not for whoever may only look', async () => {
    const { form: list } = await as('victor').run('/fluxera', { text: 'assets' });
    expect(list?.buttons()).not.toContain('Import');
    const { text } = await as('victor').run('/fluxera', { text: 'assets import' });
    expect(text).toContain('Your role, Viewer, cannot');
  });

  test.each([
    [
      'a file without tags',
      'Name\nDesk\n',
      'none of them is called Asset Tag. It names “Name”. Rename the column that has it',
    ],
    ['an empty file', '\n\n', 'The file is empty. Fill the template with one asset a line'],
    ['a header alone', `${header}\n`, 'There is nothing below the first line. Add one asset a line'],
    [
      'a workbook',
      Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]),
      'not a CSV file. Save it as CSV and upload that.',
    ],
    [
      'a quotation mark that stays open',
      `${header}\nA,"B\n`,
      'In line 2 a cell begins with a quotation mark',
    ],
    [
      'more rows than fit',
      `Asset Tag,Name\n${Array.from({ length: 10_001 }, (_, n) => `T${n},x\n`).join('')}`,
      'more than 10,000 assets, which is the most in one import',
    ],
  ])('says of %s what is wrong and what to do', async (_, content, said) => {
    const { errors } = await upload('adam', content);
    expect(errors?.['CSV File']).toContain(said);
    expect(await db().thingImport.count()).toBe(0);
  });
});

describe('a file', () => {
  const line = (n: number) => [`D-${n}`, 'Büro-Stuhl', 'Möbel', '', 'In service', '2026-03-01', ''];
  test.each([
    [
      'Excel, as CSV UTF-8',
      1,
      (rows: string[][]) => `\ufeff${rows.map((row) => row.join(',')).join('\r\n')}\r\n`,
    ],
    [
      'Excel in German, as CSV',
      2,
      (rows: string[][]) => latin1(`${rows.map((row) => row.join(';')).join('\r\n')}\r\n`),
    ],
    ['Excel, as Unicode text', 3, (rows: string[][]) => wide(rows.map((row) => row.join('\t')).join('\r\n'))],
    ['Google Sheets', 4, (rows: string[][]) => rows.map((row) => row.join(',')).join('\r\n')],
    [
      'LibreOffice, with quoted texts',
      5,
      (rows: string[][]) => `${rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')}\n`,
    ],
  ])('of %s is read as it is meant', async (_, n, written) => {
    const { form: review } = await upload('adam', written([header.split(','), line(n)]));
    expect(review?.submitText()).toBe('Create 1 Asset');
    await review?.submit();
    const asset = await db().asset.findFirstOrThrow({ where: { tag: `D-${n}` } });
    expect(asset).toMatchObject({ name: 'Büro-Stuhl', category: 'Möbel', status: 'IN_SERVICE' });
    expect(asset.purchasedOn?.toISOString().slice(0, 10)).toBe('2026-03-01');
  });

  test('is reviewed before anything is added: totals, and each error with its line and what was probably meant', async () => {
    const before = await db().asset.count();
    const { form: review } = await upload(
      'adam',
      [
        'Tag;Asset Name;Type;S/N;State;Purchased;Assigned To;Room',
        'LT-1;MacBook Pro;Laptop;C02;active;23.11.2026;mia@acme.example;12',
        'LT-2;"Pixel 9\n(black)";Phone;;In repair;Nov 3, 2026;;13',
        'd-1;Chair;;;;;;',
        'lt-1;Other;;;;;;',
        ';Nameless;;;;;;',
        'LT-3;;;;;;;',
        'LT-4;X;;;In servise;;;',
        'LT-5;X;;;;03/04/2026;;',
        'LT-6;X;;;;someday;;',
        'LT-7;X;;;;;nobody@acme.example;',
        'LT-8;X;;;Retired;;mia@acme.example;',
        'LT-9;X;;;;;mia@acme.example victor@acme.example;',
        'LT-10;X;;;;;mia;',
        'LT-11;X;;;;23-Nov-26;;',
        'LT-12;X;;;;02/30/2026;;',
      ].join('\r\n'),
      'stock list.csv',
    );
    const text = review?.text() ?? '';
    expect(text).toContain(
      'Create 2 Assets adds 2 assets of 15 in stock list.csv, and assigns 1 of them. Nothing has been added yet.',
    );
    for (const part of [
      'To create\n2',
      'Tag taken already\n1',
      'Twice in the file\n1',
      'With errors\n11',
      'Left out · these rows add nothing · the first 10 of 13',
      'Not read: Room. The template has the columns that are.',
      'Line 5 · d-1\nAnother asset has this tag already.',
      'Line 6 · lt-1\nAn earlier row has the same tag.',
      'Line 7\nThere is no asset tag.',
      'Line 8 · LT-3\nThere is no name.',
      'Line 9 · In servise\nThere is no such status: it is In service, In repair or Retired. Did you mean In service?',
      'Line 10 · 03/04/2026\nDay and month of this date cannot be told apart. Write it like 2026-11-23. Did you mean 2026-04-03 or 2026-03-04?',
      'Line 11 · someday\nThis is not a date that can be read.',
      'Line 12 · nobody@acme.example\nNo user has this address.',
      'Line 13 · mia@acme.example\nOnly what is in service can be assigned.',
      'Line 14 · mia@acme.example, victor@acme.example\nAn asset is with one person at a time.',
    ]) {
      expect(text).toContain(part);
    }
    expect(await db().asset.count()).toBe(before);

    await as('adam').click('Download Error List');
    const message = await as('adam').waitForMessage('dm', 'stock list-errors.csv');
    const list = (await message.files[0]?.read())?.toString() ?? '';
    expect(list).toContain('"Assigned To";"Room";"Error";"Suggestion"\r\n');
    expect(list).toContain(
      '"LT-11";"X";;;;"23-Nov-26";;;"This is not a date that can be read. Write it like 2026-11-23.";"2026-11-23"',
    );
    expect(list).toContain('"LT-10";"X";;;;;"mia";;"Assigned To is not the email address of a user.";');

    const { form: added } = await (await as('adam').form(/^Review import/)).submit();
    expect(added?.text()).toContain('2 assets are added.');
    const done = await as('adam').waitForMessage(
      'dm',
      '2 assets of stock list.csv are added. 13 rows were left out.',
    );
    expect(done.buttons).toEqual(['Show Assets', 'Download Error List']);
    expect(await db().asset.count()).toBe(before + 2);
    expect(await db().asset.findFirst({ where: { tag: 'LT-2' } })).toMatchObject({
      ...{ name: 'Pixel 9 (black)', category: 'Phone', status: 'IN_REPAIR' },
      purchasedOn: new Date('2026-11-03'),
    });
  });

  test('leaves in the record and in the history what adding one by one does', async () => {
    const { form: list } = await as('adam').run('/fluxera', { text: 'assets LT-1' });
    expect(list?.text()).toContain('MacBook Pro · LT-1\nLaptop · Serial C02 · With Mia Lund');
    await as('adam').click('Details');
    const text = (await as('adam').form('Asset Tag:')).text();
    expect(text).toContain('Adam Berg added it.');
    expect(text).toContain('Adam Berg assigned it to Mia Lund.');
    const { id } = await db().asset.findFirstOrThrow({ where: { tag: 'LT-1' } });
    const entries = await db().activity.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } });
    const mia = await db().user.findFirstOrThrow({ where: { email: 'mia@acme.example' } });
    expect(entries.map(({ action, after, source }) => ({ action, after, source }))).toEqual([
      {
        ...{ action: 'asset.created', source: 'SLACK' },
        after: {
          ...{ tag: 'LT-1', name: 'MacBook Pro', category: 'Laptop', serial: 'C02' },
          ...{ status: 'IN_SERVICE', purchasedOn: '2026-11-23' },
        },
      },
      {
        ...{ action: 'asset.assigned', source: 'SLACK' },
        after: { tag: 'LT-1', name: 'MacBook Pro', holderId: mia.id, holder: 'Mia Lund' },
      },
    ]);
  });

  test('shows in the list that it was opened from', async () => {
    await as('adam').run('/fluxera', { text: 'assets' });
    await as('adam').click('Import');
    const form = await as('adam').form(/^Import assets/);
    await form.attach({ 'CSV File': { name: 'new.csv', content: 'Asset Tag,Name\nNEW-1,Brand new\n' } });
    const { form: review } = await form.submit();
    const { form: added } = (await review?.submit()) ?? {};
    await added?.cancel();
    expect((await as('adam').form(/^Assets/)).text()).toContain('Brand new · NEW-1');
  });
});

describe('what somebody may do', () => {
  test('decides whether rows may assign: whoever may only add things hears so', async () => {
    const member = await db().role.findFirstOrThrow({ where: { kind: 'MEMBER' } });
    const edits = { workspaceId: member.workspaceId, roleId: member.id, permission: 'EDIT_ASSETS' } as const;
    const { form: permitted } = await upload(
      'mia',
      `${header}\nM-1,Lamp,,,,,victor@acme.example\nM-2,Lamp,,,,,\n`,
    );
    expect(permitted?.submitText()).toBe('Create 2 Assets');
    await db().rolePermission.deleteMany({ where: edits });
    const refused = (await permitted?.submit())?.form?.text();
    expect(refused).toContain('Your role, Member, cannot');
    expect(await db().asset.count({ where: { name: 'Lamp' } })).toBe(0);
    await (await as('mia').form()).dismiss();
    const { form: review } = await upload(
      'mia',
      `${header}\nM-1,Lamp,,,,,victor@acme.example\nM-2,Lamp,,,,,\n`,
    );
    expect(review?.submitText()).toBe('Create 1 Asset');
    expect(review?.text()).toContain(
      'Line 2 · victor@acme.example\nYour role cannot assign assets. Leave Assigned To empty, or ask an admin to import this.',
    );
    await db().rolePermission.create({ data: edits });
  });

  test('decides what it is told of people: whoever may not see them hears the same of every address', async () => {
    const member = await db().role.findFirstOrThrow({ where: { kind: 'MEMBER' } });
    const sees = { workspaceId: member.workspaceId, roleId: member.id, permission: 'VIEW_USERS' } as const;
    const file = [
      header,
      'N-1,Lamp,,,,,victor@acme.example',
      'N-2,Lamp,,,,,nobody@acme.example',
      'N-3,Lamp,,,,,adam@acme.example',
      'N-4,Lamp,,,,,',
    ].join('\n');
    await db().user.updateMany({
      where: { email: 'victor@acme.example' },
      data: { accessUntil: new Date('2020-01-01') },
    });
    const { form: all } = await upload('mia', file);
    expect(all?.text()).toContain(
      'Line 2 · victor@acme.example\nThis person is inactive, and is given nothing.',
    );
    expect(all?.text()).toContain('Line 3 · nobody@acme.example\nNo user has this address.');
    await (await as('mia').form()).dismiss();
    await db().rolePermission.deleteMany({ where: sees });
    const { form: names } = await upload('mia', file);
    const notRead =
      'Assigned To is not read, because your role cannot see people. Leave it empty, or ask an admin to import this.';
    expect(names?.text()).toContain(`Line 2 · victor@acme.example\n${notRead}`);
    expect(names?.text()).toContain(`Line 3 · nobody@acme.example\n${notRead}`);
    expect(names?.text()).toContain(`Line 4 · adam@acme.example\n${notRead}`);
    expect(names?.submitText()).toBe('Create 1 Asset');
    await db().rolePermission.create({ data: sees });
    await db().user.updateMany({ where: { email: 'victor@acme.example' }, data: { accessUntil: null } });
  });

  test('is asked again when the error list is wanted from the message', async () => {
    const { form: review } = await upload('mia', `${header}\nK-1,Lamp,,,,,\n,Lamp,,,,,\n`);
    await review?.submit();
    const done = await as('mia').waitForMessage('dm', '1 asset of');
    const { roleId, workspaceId } = await db().user.findFirstOrThrow({
      where: { email: 'mia@acme.example' },
    });
    const creates = { workspaceId, roleId, permission: 'CREATE_ASSETS' } as const;
    await db().rolePermission.deleteMany({ where: creates });
    await done.click('Download Error List');
    expect((await as('mia').waitForMessage('dm', 'Your role, Member, cannot')).text).toContain('assets');
    expect(
      await db().$queryRaw`SELECT FROM graphile_worker.jobs WHERE task_identifier = 'send-thing-errors'`,
    ).toEqual([]);
    await db().rolePermission.create({ data: creates });
  });

  test('is asked again when it is stored', async () => {
    const { form: review } = await upload('mia', `${header}\nM-3,Lamp,,,,,\n`);
    const viewer = await db().role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
    const mia = await db().user.findFirstOrThrow({ where: { email: 'mia@acme.example' } });
    await db().user.updateMany({
      where: { id: mia.id },
      data: { roleId: viewer.id, roleKind: 'VIEWER' },
    });
    const { form } = (await review?.submit()) ?? {};
    expect(form?.text()).toContain('Your role, Viewer, cannot');
    expect(await db().asset.count({ where: { tag: 'M-3' } })).toBe(0);
    await db().user.updateMany({
      where: { id: mia.id },
      data: { roleId: mia.roleId, roleKind: mia.roleKind },
    });
  });
});
