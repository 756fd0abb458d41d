import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pastedFile } from '../../src/imports/pasted-file.ts';
import { readRows, reviewFile } from '../harness/import-people.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});

afterAll(() => world.close());

/** Of each row its line and its address, or what is wrong with it. */
async function pasted(...lines: string[]) {
  const rows = await readRows(world, await reviewFile(world, workspace, pastedFile(lines.join('\n'))));
  return rows.map(({ line, email, problem, problemValue, suggestion }) =>
    [line, ...(problem ? [problem, problemValue, suggestion] : [email])].filter(Boolean).join(' '),
  );
}

test('addresses are read one a line, blank lines passed over', async () => {
  expect(await pasted('', 'jane@example.com', '', '  ali@example.com  ', 'TOM@example.com')).toEqual([
    '2 jane@example.com',
    '4 ali@example.com',
    '5 tom@example.com',
  ]);
});

test('several on a line are divided by commas, semicolons or tabs', async () => {
  expect(
    await pasted('a@example.com, b@example.com;c@example.com\td@example.com,', 'e@example.com;'),
  ).toEqual(['1 a@example.com', '1 b@example.com', '1 c@example.com', '1 d@example.com', '2 e@example.com']);
});

test('what a mail program copies, names with the addresses in brackets, is read', async () => {
  expect(
    await pasted(
      'Jane Doe <jane@example.com>, "Berg, Ali" <ali@example.com>; <tom@example.com>',
      'mailto:mia@example.com',
    ),
  ).toEqual(['1 jane@example.com', '1 ali@example.com', '1 tom@example.com', '2 mia@example.com']);
});

test('names that are written with a comma are no addresses, and an address beside a name is kept', async () => {
  expect(
    await pasted(
      'Doe, Jane <jane@example.com>; Berg, Ali <ali@example.com>',
      'tom@example.com, Mia <mia@example.com>',
    ),
  ).toEqual(['1 jane@example.com', '1 ali@example.com', '2 tom@example.com', '2 mia@example.com']);
});

test('what is wrong is named with the line on which it was pasted', async () => {
  expect(await pasted('jane@example.com', 'nobody', 'mia@gmial.com, "quoted', 'JANE@example.com')).toEqual([
    '1 jane@example.com',
    '2 EMAIL_MALFORMED nobody',
    '3 EMAIL_MISTYPED mia@gmial.com mia@gmail.com',
    '3 EMAIL_MALFORMED "quoted',
    '4 DUPLICATE jane@example.com',
  ]);
});

test('rows of a spreadsheet come with their header: names and roles are read too', async () => {
  const rows = ['First Name\tE-Mail\tRole', 'Jane\tjane@example.com\tViewer', 'Ali\tali@example.com\tMembr'];
  const ref = await reviewFile(world, workspace, pastedFile(rows.join('\n')));
  expect(await readRows(world, ref)).toMatchObject([
    { line: 2, email: 'jane@example.com', firstName: 'Jane', roleKind: 'VIEWER' },
    { line: 3, problem: 'ROLE_UNKNOWN', problemValue: 'Membr', suggestion: 'Member' },
  ]);
});

test('a CSV file is pasted as it is, quoted cells and all', async () => {
  const rows = ['Email,First Name,Last Name', 'jane@example.com,Jane,"Doe, PhD"'];
  const ref = await reviewFile(world, workspace, pastedFile(rows.join('\r\n')));
  expect(await readRows(world, ref)).toMatchObject([{ line: 2, firstName: 'Jane', lastName: 'Doe, PhD' }]);
});

test('a column of a spreadsheet with its name is read', async () => {
  expect(await pasted('Email', 'jane@example.com', 'ali@example.com')).toEqual([
    '2 jane@example.com',
    '3 ali@example.com',
  ]);
});

test('rows of a spreadsheet without a header are addresses, and the rest of them is not', async () => {
  expect(await pasted('jane@example.com\tJane', 'ali@example.com\tAli')).toEqual([
    '1 jane@example.com',
    '1 EMAIL_MALFORMED Jane',
    '2 ali@example.com',
    '2 EMAIL_MALFORMED Ali',
  ]);
});
