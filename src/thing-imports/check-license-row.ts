import type { FileRow, ReadFile } from '../imports/read-file.ts';
import { keptFields, recordedFields } from '../licenses/license-fields.ts';
import { typedName } from '../users/typed-text.ts';
import type { LicenseColumn } from './thing-columns.ts';
import {
  type CheckedThing,
  type Complaint,
  dayIn,
  holdersIn,
  type Importer,
  tooLong,
  tooManyCells,
} from './thing-row.ts';

/** As in the form. */
const KEY_MAX_LENGTH = 1000;
const SEATS_MAX = 1_000_000;

/** What a row says about a license. */
export function checkLicenseRow(
  row: FileRow,
  { cells: header, columns }: ReadFile<LicenseColumn>['header'],
  importer: Importer,
): CheckedThing {
  const cell = (column: LicenseColumn) => typedName(row.cells[columns[column] ?? -1] ?? '');
  const [name, vendor] = [cell('name'), cell('vendor')];
  const key = (row.cells[columns.key ?? -1] ?? '').trim();
  const { seats, complaint: wrongSeats } = seatsIn(cell('seats'));
  const expires = dayIn(cell('expiresOn'));
  const given = holdersIn(cell('holders'), importer);
  const complaint =
    tooManyCells(row, header.length) ??
    (name === '' ? { problem: 'NAME_MISSING' as const, value: '' } : undefined) ??
    tooLong('', [name, vendor]) ??
    wrongSeats ??
    wrongKey(key, name) ??
    expires.complaint ??
    given.complaint ??
    tooMany(given.holders, seats);
  if (complaint) {
    const isShifted = !isInItsPlace(complaint);
    const nothing = { known: {}, key: '', holders: [], identity: '' };
    return { ...nothing, isShifted, complaint: isShifted ? { ...complaint, value: name } : complaint };
  }
  const fields = { name, vendor, seats, key, expiresOn: expires.day };
  const identity = JSON.stringify([name.toLowerCase(), vendor.toLowerCase(), expires.day, key]);
  const details = JSON.stringify([seats, given.holders.toSorted()]);
  return { known: recordedFields(keptFields(fields)), key, holders: given.holders, identity, details };
}

function seatsIn(cell: string): { seats: number; complaint?: Complaint } {
  if (cell === '') return { seats: 0, complaint: { problem: 'SEATS_MISSING', value: '' } };
  const seats = /^\d{1,7}$/.test(cell) ? Number(cell) : 0;
  if (seats >= 1 && seats <= SEATS_MAX) return { seats };
  return { seats, complaint: { problem: 'SEATS_UNREADABLE', value: cell, suggestion: meantSeats(cell) } };
}

/** "5" of "5 seats" or "5.0", and "1000" of "1,000"; nothing where that is no possible number. */
function meantSeats(cell: string): string {
  const number = cell.replace(/\s*(?:seats?|users?)$/i, '');
  const inThousands = /^\d{1,3}(?:[.,'’\s]\d{3})+$/.test(number);
  const digits = inThousands ? number.replace(/\D/g, '') : /^(\d{1,7})(?:[.,]0+)?$/.exec(number)?.[1];
  const seats = Number(digits ?? 0);
  return seats >= 1 && seats <= SEATS_MAX ? String(seats) : '';
}

/**
 * Where a comma stands outside quotation marks, or a cell is missing, a key may stand where something else is looked for. What
 * certainly is none is shown to whoever mends the row.
 */
function isInItsPlace({ problem, value }: Complaint): boolean {
  switch (problem) {
    case 'TOO_MANY_CELLS':
      return false;
    case 'SEATS_UNREADABLE':
      return /^(?:-?\d{1,7}(?:[.,]\d+)?(?:\s?\p{L}{1,6})?|\p{Lu}?\p{Ll}+)$/u.test(value);
    case 'DATE_UNREADABLE':
      return /^(?:[\d./ -]{1,12}|\p{Lu}?\p{Ll}+)$/u.test(value);
    case 'MAY_NOT_ASSIGN':
    case 'HOLDER_MALFORMED':
      return value.includes('@') || /^\p{Lu}?\p{Ll}+$/u.test(value);
    default:
      return true;
  }
}

/** Tells the name of the license: a key is shown to nobody. */
function wrongKey(key: string, name: string): Complaint | undefined {
  if (key.startsWith('…')) return { problem: 'KEY_CUT', value: name };
  return key.length > KEY_MAX_LENGTH ? { problem: 'TEXT_TOO_LONG', value: name } : undefined;
}

function tooMany(holders: string[], seats: number): Complaint | undefined {
  if (holders.length <= seats) return undefined;
  return { problem: 'HOLDERS_TOO_MANY', value: holders.join(', ') };
}
