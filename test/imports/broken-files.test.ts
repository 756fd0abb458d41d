import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { saidOfFile } from '../harness/said-of-file.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});

afterAll(() => world.close());

const asCsv =
  'In Excel: File, Save As, “CSV UTF-8 (Comma delimited)”. In Google Sheets: File, Download, “Comma-separated values”. In Numbers: File, Export To, CSV.';
const isEmpty = 'The file is empty. Fill the template with one person a line, and upload it again.';
const hasNobody = 'There is nobody below the first line. Add one person a line, and upload the file again.';
const workbook = (program: string) =>
  `This is a workbook of ${program}, not a CSV file. Save it as CSV and upload that. ${asCsv}`;
const isNoCsv = (kind: string) =>
  `This is a ${kind}, not a CSV file. Export the people as CSV and upload that. ${asCsv}`;
const strange = (line: number) =>
  `Line ${line} has a character that no text has, so the file may be damaged or of another kind. Save it as CSV again and upload that. ${asCsv}`;
const noEmail = (names: string) =>
  `The first line has to name the columns, and none of them is called Email. It names ${names}. Rename the column of the addresses, or start from the template.`;
const twice = (one: string, other: string) =>
  `Two columns say the same: “${one}” and “${other}”. Delete or rename one of them.`;
const notClosed = (line: number) =>
  `In line ${line} a cell begins with a quotation mark, and none ends it. Add the missing one, or take the first one away.`;
const misplaced = (line: number) =>
  `In line ${line} a quotation mark stands in the middle of a cell. Write it twice and put the whole cell in quotation marks, or take it away.`;

const lines = (...all: string[]) => all.join('\n');
const bytes = (...all: number[]) => Uint8Array.from(all);
/** An archive, as office programs write them, whose first part has that name. */
const archive = (part: string) =>
  Buffer.concat([bytes(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0), Buffer.from(part)]);

const broken: [string, string | Uint8Array, string][] = [
  ['is empty', '', isEmpty],
  ['has blank lines only', '  \n\n \r\n\t\n', isEmpty],
  ['has a byte order mark and nothing else', '\ufeff', isEmpty],
  ['has a header and nobody', 'Email,Role', hasNobody],
  ['has a header and rows of empty cells', 'Email,Role\r\n,\r\n , \r\n\r\n', hasNobody],
  ['has no column of addresses', lines('Name,Role', 'Jane,Member'), noEmail('“Name”, “Role”')],
  [
    'has many columns and none of addresses',
    lines('A,B,C,D,E,F,G,H', '1'),
    noEmail('“A”, “B”, “C”, “D”, “E”, “F”, more'),
  ],
  [
    'names more columns than a person has to tell',
    lines(['Email', ...Array.from({ length: 500 }, (_, n) => `Answer ${n}`)].join(','), 'jane@example.com'),
    'The first line names more than 500 columns. Delete those that are not about the people you invite, and upload the file again.',
  ],
  [
    'begins with people',
    lines('jane@example.com,Member', 'ali@example.com,Viewer'),
    noEmail('“jane@example.com”, “Member”'),
  ],
  [
    'begins with a title',
    lines('People of Acme', 'Email,Role', 'a@example.com,'),
    noEmail('“People of Acme”'),
  ],
  ['has two columns of addresses', lines('Email,Role,E-Mail', 'a@example.com,,'), twice('Email', 'E-Mail')],
  ['has two columns of roles', lines('Email,Role,role ', 'a@example.com,,'), twice('Role', 'role')],
  [
    'has a quotation mark that is not closed',
    lines('Email,First Name', 'a@example.com,A', 'b@example.com,"B', 'c@example.com,C'),
    notClosed(3),
  ],
  ['has it in its last cell', lines('Email,First Name', '"a@example.com'), notClosed(2)],
  ['has it in the header', lines('"Email,First Name', 'a@example.com,A'), notClosed(1)],
  [
    'has it behind blank lines and a cell with line breaks',
    lines('Email,First Name', '', 'a@example.com,"A', '', 'A"', '', 'b@example.com,"B'),
    notClosed(7),
  ],
  [
    'has a quotation mark within a cell',
    lines('Email,First Name', 'a@example.com,A', 'b@example.com,B "the boss" B'),
    misplaced(3),
  ],
  [
    'has one behind blank lines',
    lines('Email,First Name', '', 'a@example.com,A', '', 'b@example.com,5"'),
    misplaced(5),
  ],
  ['has text behind a quoted cell', lines('Email,First Name', 'a@example.com,"A" B'), misplaced(2)],
  ['has a space before a quoted cell', lines('Email,First Name', 'a@example.com, "A"'), misplaced(2)],
  ['escapes with backslashes', lines('Email,First Name', 'a@example.com,"A \\"B\\""'), misplaced(2)],
  ['has a quotation mark in the header', lines('Email,First "Name', 'a@example.com,A'), misplaced(1)],
  ['is a workbook of Excel', archive('[Content_Types].xml … xl/workbook.xml'), workbook('Excel')],
  ['is an old workbook of Excel', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), workbook('Excel')],
  [
    'is a workbook of LibreOffice',
    archive('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    workbook('Numbers or LibreOffice'),
  ],
  ['is a workbook of Numbers', archive('Index/Document.iwa'), workbook('Numbers or LibreOffice')],
  ['is a PDF', '%PDF-1.7\n%', isNoCsv('PDF')],
  ['is a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), isNoCsv('picture')],
  ['is a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), isNoCsv('picture')],
  [
    'is compressed',
    bytes(0x1f, 0x8b, 8, 0),
    'This is a compressed file. Unpack it, and upload the CSV file that is in it.',
  ],
  ['is a web page', lines('<!DOCTYPE html>', '<html>'), noEmail('“<!DOCTYPE html>”')],
  ['is a vCard', lines('BEGIN:VCARD', 'EMAIL:a@example.com', 'END:VCARD'), noEmail('“BEGIN:VCARD”')],
  ['is JSON', '[{"email":"a@example.com"}]', misplaced(1)],
  ['is of any bytes', Uint8Array.from({ length: 512 }, (_, at) => at % 256), strange(1)],
  ['has a NUL', lines('Email,First Name', 'a@example.com,A', 'b@example.com,B\0'), strange(3)],
  ['has colours of a terminal', lines('Email', '\x1b[31ma@example.com'), strange(2)],
  ['is UTF-32', bytes(0xff, 0xfe, 0, 0, 0x45, 0, 0, 0, 0x0a, 0, 0, 0), strange(1)],
];

test.each(broken)('of a file that %s, somebody reads what to do', async (_what, content, sentence) => {
  expect(await saidOfFile(world, workspace, content)).toEqual([sentence]);
});

test('of an unreadable file nothing is kept', async () => {
  expect(await world.db.bulkImport.count()).toBe(0);
  expect(await world.db.bulkImportRow.count()).toBe(0);
});

const header = 'Email,First Name';
const odd: [string, string | Uint8Array, string[]][] = [
  [
    'is UTF-16 without a mark',
    Buffer.from(`${header}\r\na@example.com,Jürgen`, 'utf16le'),
    ['2 · a@example.com · Jürgen'],
  ],
  [
    'is UTF-16 of the other order without a mark',
    Buffer.from(`${header}\r\na@example.com,Jürgen`, 'utf16le').swap16(),
    ['2 · a@example.com · Jürgen'],
  ],
  ['has tabs', 'Email\tFirst Name\na@example.com\tA', ['2 · a@example.com · A']],
  ['has bars', 'Email|First Name\na@example.com|A', ['2 · a@example.com · A']],
  [
    'says how its cells are divided',
    lines('sep=;', 'Email;First Name', 'a@example.com;A', 'b@example'),
    ['3 · a@example.com · A', '4 · b@example · This is not an email address.'],
  ],
  [
    'says so with an unusual sign',
    lines('SEP=#', 'Email#First Name', 'a@example.com#A'),
    ['3 · a@example.com · A'],
  ],
  [
    'has the line ends of old Macs',
    `${header}\ra@example.com,A\rb@example,B\r`,
    ['2 · a@example.com · A', '3 · b@example · This is not an email address.'],
  ],
  [
    'has line ends of every kind',
    'Email\r\na@example.com\nb@example.com\rc@example\r\n\r\nd@example.com',
    [
      '2 · a@example.com',
      '3 · b@example.com',
      '4 · c@example · This is not an email address.',
      '6 · d@example.com',
    ],
  ],
  [
    'has blank lines, and cells of several lines',
    lines(
      '',
      '',
      header,
      '',
      'a@example.com,A',
      ',',
      'nobody,B',
      '',
      '"c@example.com","C',
      'C"',
      'nobody too,D',
    ),
    [
      '5 · a@example.com · A',
      '7 · nobody · This is not an email address.',
      '9 · c@example.com · C C',
      '11 · nobody too · This is not an email address.',
    ],
  ],
];

test.each(odd)(
  'a file that %s is read all the same, with the right line numbers',
  async (_what, content, said) => {
    expect(await saidOfFile(world, workspace, content)).toEqual(said);
  },
);
