import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readRows, reviewFile } from '../harness/import-people.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});

afterAll(() => world.close());

async function rowsOf(fixture: string) {
  const bytes = await readFile(new URL(`../fixtures/imports/${fixture}`, import.meta.url));
  return readRows(world, await reviewFile(world, workspace, { bytes }));
}

/** The same three people, with umlauts, quotation marks, commas, semicolons and a line break in a cell. */
const people = [
  {
    line: 2,
    email: 'juergen@example.com',
    roleKind: 'MEMBER',
    firstName: 'Jürgen',
    lastName: 'Müller-Lüdenscheidt',
    message: 'Schön, dass du da bist!\nBis Montag',
    department: 'Vertrieb',
    jobTitle: 'Leiter "Süd"',
  },
  {
    line: 4,
    email: 'zoe@example.com',
    roleKind: 'VIEWER',
    firstName: 'Zoë',
    lastName: 'O’Brien',
    message: 'Tea – or coffee? “Both”; it’s €0',
    department: 'R&D',
    jobTitle: 'Engineer, senior',
  },
  {
    line: 5,
    email: 'maria@example.com',
    roleKind: 'MEMBER',
    firstName: 'María',
    lastName: 'Núñez',
  },
];

test.each([
  ['of Excel, “CSV UTF-8”', 'excel-utf8.csv'],
  ['of Excel in Europe, “CSV (Comma delimited)”: Windows-1252, semicolons', 'excel-windows-1252.csv'],
  ['of Excel, “Unicode Text”: UTF-16, tabs', 'excel-unicode-text.txt'],
  ['of Excel for Mac, “CSV (Macintosh)”: Mac OS Roman, old line ends', 'excel-macintosh.csv'],
  ['of Google Sheets', 'google-sheets.csv'],
  ['of LibreOffice, its text cells quoted', 'libreoffice.csv'],
  ['of Numbers in Germany: semicolons, and the empty rows and columns of its table', 'numbers-german.csv'],
])('a file %s is read', async (_program, fixture) => {
  expect(await rowsOf(fixture)).toEqual(people);
});

test('an Okta profile export is read: the email, not the login, and the title of the job', async () => {
  expect(await rowsOf('okta.csv')).toEqual([
    {
      line: 2,
      email: 'juergen@example.com',
      roleKind: 'MEMBER',
      firstName: 'Jürgen',
      lastName: 'Müller',
      department: 'Vertrieb',
      jobTitle: 'Head of Sales, EMEA',
    },
    {
      line: 4,
      email: 'zoe@example.com',
      roleKind: 'MEMBER',
      firstName: 'Zoë',
      lastName: "O'Brien",
      department: 'R&D',
    },
  ]);
});

test('a Google Workspace user download is read: the address of the account, of several', async () => {
  expect(await rowsOf('google-workspace.csv')).toEqual([
    {
      line: 2,
      email: 'juergen@example.com',
      roleKind: 'MEMBER',
      firstName: 'Jürgen',
      lastName: 'Müller',
      department: 'Vertrieb',
      jobTitle: 'Leiter "Süd"',
    },
    { line: 4, email: 'zoe@example.com', roleKind: 'MEMBER', firstName: 'Zoë', lastName: "O'Brien" },
  ]);
});

test('a Microsoft Entra user download is read: the mailbox, not the name of the account', async () => {
  expect(await rowsOf('microsoft-entra.csv')).toEqual([
    {
      line: 2,
      email: 'juergen@example.com',
      roleKind: 'MEMBER',
      firstName: 'Jürgen',
      lastName: 'Müller',
      department: 'Vertrieb',
      jobTitle: 'Leiter "Süd"',
    },
    { line: 4, email: 'zoe@example.com', roleKind: 'MEMBER', firstName: 'Zoë', lastName: "O'Brien" },
    { line: 5, roleKind: 'MEMBER', problem: 'EMAIL_MISSING' },
  ]);
});

test('a Microsoft 365 user export is read, where the name of the account is the only address', async () => {
  expect(await rowsOf('microsoft-365.csv')).toEqual([
    {
      line: 2,
      email: 'juergen@example.com',
      roleKind: 'MEMBER',
      firstName: 'Jürgen',
      lastName: 'Müller',
      department: 'Vertrieb',
      jobTitle: 'Leiter "Süd"',
    },
    { line: 3, email: 'zoe@example.com', roleKind: 'MEMBER', firstName: 'Zoë', lastName: "O'Brien" },
  ]);
});
