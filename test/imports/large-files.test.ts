import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { checkRow, type ImportRole } from '../../src/imports/check-row.ts';
import { FILE_MAX_BYTES } from '../../src/imports/decode-file.ts';
import { UnreadableFile } from '../../src/imports/file-problem.ts';
import { peopleColumns } from '../../src/imports/people-columns.ts';
import { readFile } from '../../src/imports/read-file.ts';
import { fileProblemText } from '../../src/views/import-words.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
const roles: ImportRole[] = [{ id: '1', kind: 'MEMBER', name: 'Member', grantable: true }];
const MEGABYTE = 1024 * 1024;

/** What is in use, without what only waits to be thrown away: that takes the second round to be found gone. */
function memoryInUse(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Reads a file row by row, as an import does; how it went, how many rows there were, and what it took at most. */
async function read(content: string | Uint8Array) {
  const bytes = Buffer.from(content);
  const before = memoryInUse();
  let most = before;
  let rows = 0;
  const outcome = await readAll(bytes, () => {
    rows += 1;
    if (rows % 25_000 === 0) most = Math.max(most, memoryInUse());
  }).catch((error) => {
    if (!(error instanceof UnreadableFile)) throw error;
    return fileProblemText({ ...error.about, of: 'PEOPLE' }, (text) => text);
  });
  most = Math.max(most, memoryInUse());
  return { outcome, rows, megabytes: (most - before) / MEGABYTE };
}

async function readAll(bytes: Uint8Array, onRow: () => void): Promise<'READ'> {
  const { header, batches } = await readFile(bytes, peopleColumns);
  for await (const rows of batches) {
    for (const row of rows) {
      checkRow(row, header, { roles, defaultRoleId: '1', defaultMessage: '' });
      onRow();
    }
  }
  return 'READ';
}

const tooManyPeople =
  'The file has more than 100,000 people, which is the most in one import. Divide it into several files, each with the first line.';
const tooLong = (line: number) =>
  `Line ${line} is far too long for one person: perhaps a quotation mark is missing in it, or the line breaks of the file are lost. Save it as CSV again and upload that.`;

function people(count: number): string {
  return [
    'Email,First Name',
    ...Array.from({ length: count }, (_, n) => `p${n}@example.com,Person ${n}`),
  ].join('\n');
}

test('a hundred thousand people are read, with little memory', async () => {
  const { outcome, rows, megabytes } = await read(people(100_000));
  expect([outcome, rows]).toEqual(['READ', 100_000]);
  expect(megabytes).toBeLessThan(16);
}, 60_000);

test.each([
  ['of 100,001 people', () => people(100_001), tooManyPeople],
  ['of a million people', () => `Email\n${'a@b.co\n'.repeat(1_000_000)}`, tooManyPeople],
  [
    'one byte larger than 10 MB',
    () => Buffer.alloc(FILE_MAX_BYTES + 1, 'a'),
    'The file is larger than 10 MB. Divide it into several files, each with the first line.',
  ],
  ['of one line', () => 'Email,First Name,'.padEnd(FILE_MAX_BYTES, 'x'), tooLong(1)],
  ['whose second line does not end', () => 'Email,Name\na@b.co,'.padEnd(FILE_MAX_BYTES, 'x'), tooLong(2)],
  ['of quotation marks', () => '"'.repeat(FILE_MAX_BYTES), tooLong(1)],
  ['of quotation marks below a header', () => 'Email\n'.padEnd(FILE_MAX_BYTES, '"'), tooLong(2)],
  [
    'of blank lines below a header',
    () => 'Email\n'.padEnd(FILE_MAX_BYTES, '\n'),
    'There is nobody below the first line. Add one person a line, and upload the file again.',
  ],
  ['of commas', () => 'Email\n'.padEnd(FILE_MAX_BYTES, ','), tooLong(2)],
  ['of spaces', () => ' '.repeat(FILE_MAX_BYTES), tooLong(1)],
  [
    'whose cell goes on for thousands of lines',
    () => 'Email,Message\na@b.co,"\n'.padEnd(FILE_MAX_BYTES, 'and on\n'),
    tooLong(2),
  ],
])(
  'a file %s is refused, with little memory',
  async (_what, content, sentence) => {
    const { outcome, megabytes } = await read(content());
    expect(outcome).toBe(sentence);
    expect(megabytes).toBeLessThan(16);
  },
  60_000,
);

test.each(['a', '-', "'", ',', ':', '<', '<a', '@', '[', '(at)', 'а', ' ', '😀'])(
  'rows that are made of %s keep nobody waiting',
  async (part) => {
    const cell = `"${part.repeat(Math.floor(45_000 / Buffer.byteLength(part)))}x"`;
    const rows = Array.from({ length: 40 }, () => `${cell},${cell}`);
    const { outcome } = await read(['Email,Role', ...rows].join('\n'));
    expect(outcome).toBe('READ');
  },
);

test.each(['[', '[at', '(', 'Email'])('a header that is made of %s keeps nobody waiting', async (part) => {
  const cell = `"${part.repeat(Math.floor(90_000 / part.length))}"`;
  expect(await read(`Email,${cell}\na@b.co,`)).toMatchObject({ outcome: 'READ', rows: 1 });
});
