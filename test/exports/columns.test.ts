import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { exportWish, wholeWish } from '../../src/exports/export-wish.ts';
import { ExportKind } from '../../src/generated/prisma/enums.ts';
import { exportHeader } from '../../src/views/export-files.ts';

const kinds = Object.values(ExportKind);

test.each(kinds)('whoever reads docs/exports.md finds every column of a file of %s', async (kind) => {
  const text = (await readFile('docs/exports.md', 'utf8')).replace(/\s+/g, ' ');
  expect(exportHeader(kind).filter((name) => !text.includes(name))).toEqual([]);
});

test.each(kinds)(
  'no column of a file of %s comes twice, and all that can be wanted can be written down',
  (kind) => {
    expect(new Set(exportHeader(kind)).size).toBe(exportHeader(kind).length);
    expect(exportWish.parse(JSON.parse(JSON.stringify(wholeWish(kind))))).toEqual(wholeWish(kind));
  },
);
