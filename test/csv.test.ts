import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvRows } from '../src/csv.ts';

test.each([',', ';', '\t'])('cells come back as they were written, with %j between them', (delimiter) => {
  const rows = [
    ['Email', 'Message'],
    ['jane@example.com', 'Hello,\nwelcome; to "us"\tall'],
    ['', 'x;=1+1'],
  ];
  expect(parse(csvRows(rows, delimiter), { delimiter })).toEqual(rows);
});

test.each(['=1+1', '+49 30 123', '-1', '@here', '\t=1', '\r=1'])('%j is no formula any more', (cell) => {
  expect(csvRows([[cell]], ',')).toBe(`"'${cell}"\r\n`);
});

test('what begins a line within a cell stays in the cell', () => {
  const [row, ...others] = parse(csvRows([['Hello\n=1+1', 'b']], ','));
  expect([row, others]).toEqual([['Hello\n=1+1', 'b'], []]);
});
