import { stringify } from 'csv-stringify/sync';

/**
 * Rows as a CSV file that spreadsheets open as it is meant: with a byte order mark, and so that nothing in it is taken
 * for a formula.
 */
export function csvFile(rows: string[][]): string {
  return stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
