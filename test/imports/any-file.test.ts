import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { byteOrderMark, csvRows } from '../../src/csv.ts';
import { checkRow, type ImportRole } from '../../src/imports/check-row.ts';
import { UnreadableFile } from '../../src/imports/file-problem.ts';
import { peopleColumns } from '../../src/imports/people-columns.ts';
import { type FileRow, readFile } from '../../src/imports/read-file.ts';
import { saidOfFile } from '../harness/said-of-file.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
});

afterAll(() => world.close());

const roles: ImportRole[] = [
  { id: '1', kind: 'MEMBER', name: 'Member', grantable: true },
  { id: '2', kind: 'OWNER', name: 'Owner', grantable: false },
];

/** The rows of a file; undefined: it is refused, with a line that it has. */
async function read(bytes: Uint8Array): Promise<FileRow[] | undefined> {
  try {
    const { header, batches } = await readFile(bytes, peopleColumns);
    const all: FileRow[] = [];
    for await (const rows of batches) {
      all.push(...rows);
      for (const row of rows) checkRow(row, header, { roles, defaultRoleId: '1', defaultMessage: '' });
    }
    return all;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const line = 'line' in error.about ? error.about.line : 1;
    if (line < 1 || line > bytes.length + 1) throw new Error(`line ${line}, which the file does not have`);
    return undefined;
  }
}

/** Rows come in order, each on a line of its own that the file has. */
function expectOrder(rows: FileRow[], bytes: Uint8Array): void {
  const lines = rows.map(({ line }) => line);
  expect(lines).toEqual([...new Set(lines)].sort((one, other) => one - other));
  expect(lines[0] ?? 2).toBeGreaterThan(1);
  expect(lines.at(-1) ?? 0).toBeLessThanOrEqual(bytes.length + 1);
}

/** What a file of people is made of, and what breaks it. */
const piece = fc.constantFrom(
  ...[
    'Email',
    'Role',
    'Member',
    'jane@example.com',
    'mia@gmial.com',
    'a',
    'é',
    '😀',
    ' ',
    '@',
    '.',
    '=',
    '[',
    '(',
  ],
  ...[
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r',
    '\r\n',
    '\ufeff',
    '\u2028',
    '\u00a0',
    '\u0085',
    '\v',
    'sep=;\n',
  ],
);
const pieces = fc.array(piece, { maxLength: 60 }).map((all) => all.join(''));

test.each([
  ['any bytes', fc.uint8Array({ maxLength: 5_000 })],
  ['any text', fc.string({ unit: 'binary', maxLength: 2_000 }).map((text) => Buffer.from(text))],
  ['text of the parts of a file', pieces.map((text) => Buffer.from(text))],
  ['a header and text of such parts', pieces.map((text) => Buffer.from(`Email,Role\n${text}`))],
  ['such text as UTF-16', pieces.map((text) => Buffer.from(`\ufeffEmail\tRole\r\n${text}`, 'utf16le'))],
])(
  'of %s, each row is read, or the file is refused',
  async (_what, files) => {
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        const rows = await read(bytes);
        if (rows) expectOrder(rows, bytes);
      }),
      { numRuns: 400 },
    );
  },
  60_000,
);

/** An apostrophe that keeps a spreadsheet from taking what follows for a formula. */
const guarded = /^'(?=[=+\-@\t＝＋－＠])/;

/** Also what a spreadsheet takes for a formula, before which the product puts an apostrophe. */
const written = fc
  .oneof(
    fc.constantFrom(
      ...['-042', '+49 30 123', '=1+1', '@here', '＝1', '＋1', '－1', '＠a', '\t-1', "'", "'tis", '"', ';'],
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .filter((cell) => !guarded.test(cell));

test.each([',', ';', '\t'])(
  'what the product writes with %j between the cells is read as it was',
  async (delimiter) => {
    const rows = fc.array(fc.tuple(fc.constant('jane@example.com'), written, written), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const text = byteOrderMark + csvRows([['Email', 'Role', 'Department'], ...all], delimiter);
        const found = (await read(Buffer.from(text))) ?? [];
        expect(found.map(({ cells }) => cells)).toEqual(all);
      }),
      { numRuns: 300 },
    );
  },
  60_000,
);

const folder = new URL('../fixtures/imports/', import.meta.url);
const realFiles = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));
const damage = fc.record({
  file: fc.constantFrom(...realFiles),
  cuts: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      gone: fc.nat(20),
      put: fc.uint8Array({ maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

test('of real files with damage anywhere, each row is read, or the file is refused', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async ({ file, cuts }) => {
      const damaged = cuts.reduce((bytes, { at, gone, put }) => {
        const start = Math.floor(at * bytes.length);
        return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + gone)]);
      }, file);
      const rows = await read(damaged);
      if (rows) expectOrder(rows, damaged);
    }),
    { numRuns: 600 },
  );
}, 60_000);

test('whatever is read can be kept for review', async () => {
  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), pieces);
  const rows = fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 30 });
  const header = ['Email', 'Role', 'First Name', 'Last Name', 'Message', 'Department', 'Job Title'];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has is refused before
  const strange = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      const tidy = all.map((row) => row.map((one) => one.replace(strange, '')));
      const content = stringify([header, ...tidy], { quoted: true });
      const said = await saidOfFile(world, workspace, content);
      const filled = tidy.filter((row) => row.join('').trim() !== '');
      if (filled.length > 0) expect(said).toHaveLength(filled.length);
    }),
    { numRuns: 100 },
  );
}, 60_000);

const dialects = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  record_delimiter: fc.constantFrom('\n', '\r\n', '\r'),
  quoted: fc.boolean(),
  eof: fc.boolean(),
});
const encodings = fc.constantFrom('utf8', 'utf8 with a mark', 'utf16le', 'utf16be', 'windows-1252');

function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  if (encoding === 'utf16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'utf16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`);
}

/** Western letters: those that Windows-1252 has. */
const letters = fc.string({ unit: fc.constantFrom(...'aZ9äöüßéñ "\',;|\t\n-.=@'), maxLength: 12 });
const everything = fc.string({ unit: 'grapheme', maxLength: 12 });
const header = ['First Name', 'Email', 'Message'];

test('people written in any dialect are read as they were, each with its line', async () => {
  const emails = fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.example$/);
  const people = (text: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(text, emails, text), { minLength: 1, maxLength: 20 });
  const files = encodings.chain((encoding) =>
    fc.tuple(fc.constant(encoding), dialects, people(encoding === 'windows-1252' ? letters : everything)),
  );
  await fc.assert(
    fc.asyncProperty(files, async ([encoding, dialect, rows]) => {
      fc.pre(encoding !== 'windows-1252' || dialect.record_delimiter !== '\r');
      const text = stringify([header, ...rows], { ...dialect, quoted_match: /[\r\n]/ });
      let line = 2;
      const expected = rows.map((cells) => {
        const row = { line, cells: cells.map((cell) => cell.replace(/\r\n?/g, '\n').replace(guarded, '')) };
        line += 1 + row.cells.join('').split('\n').length - 1;
        return row;
      });
      expect(await read(encoded(text, encoding))).toEqual(expected);
    }),
    { numRuns: 500 },
  );
}, 60_000);
