import { stringify } from 'csv-stringify/sync';

/**
 * Rows as a part of a CSV file that spreadsheets open as it is meant, and in which nothing is taken for a formula: every
 * cell in quotation marks, because what separates cells in one program does not in another.
 */
export function csvRows(rows: string[][], delimiter: string): string {
  return stringify(rows, {
    delimiter,
    escape_formulas: true,
    quoted: true,
    quoted_empty: false,
    record_delimiter: 'windows',
  });
}

/** By this, programs know that the file is in UTF-8. */
export const byteOrderMark = '\ufeff';
