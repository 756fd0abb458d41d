import { countColumnNames } from './columns.ts';
import { peopleColumns } from './people-columns.ts';
import type { UploadedFile } from './start-import.ts';

/**
 * What somebody pasted, as a file: addresses, one a line or separated by commas or semicolons, or rows of a spreadsheet
 * with their header.
 */
export function pastedFile(text: string): UploadedFile {
  const name = 'Pasted addresses';
  const [first = ''] = text.trim().split('\n', 1);
  if (countColumnNames(first.split(/[\t,;]/), peopleColumns) > 0) return { name, bytes: Buffer.from(text) };
  const found = text
    .split('\n')
    .flatMap((line, at) => addressesOf(line).map((one) => ({ one, line: at + 1 })));
  const rows = ['Email', ...found.map(({ one }) => quoted(one))];
  return { name, bytes: Buffer.from(rows.join('\n')), lines: found.map(({ line }) => line) };
}

/** "Jane Doe <jane@example.com>, ali@example.com" has two, and "Doe, Jane <jane@example.com>; …" begins with one. */
function addressesOf(line: string): string[] {
  return line
    .replace(/"[^"@]*"\s*</g, '<')
    .split(/[;\t]/)
    .flatMap((part) => (/^[^<@]*<[^<>]+>\s*$/.test(part) ? [part] : part.split(',')))
    .map((part) => /<([^<>]+)>/.exec(part)?.[1] ?? part)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
