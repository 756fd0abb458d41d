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
  // What is beyond the last column may be a part of a key.
  const beyond = tooManyCells(row, header.length) && { problem: 'TOO_MANY_CELLS' as const, value: name };
  const complaint =
    beyond ??
    (name === '' ? { problem: 'NAME_MISSING' as const, value: '' } : undefined) ??
    tooLong('', [name, vendor]) ??
    wrongSeats ??
    wrongKey(key, name) ??
    expires.complaint ??
    given.complaint ??
    tooMany(given.holders, seats);
  if (complaint) return { known: {}, key: '', holders: [], identity: '', complaint };
  const fields = { name, vendor, seats, key, expiresOn: expires.day };
  const identity = JSON.stringify([name.toLowerCase(), vendor.toLowerCase(), expires.day, key]);
  return { known: recordedFields(keptFields(fields)), key, holders: given.holders, identity };
}

function seatsIn(cell: string): { seats: number; complaint?: Complaint } {
  if (cell === '') return { seats: 0, complaint: { problem: 'SEATS_MISSING', value: '' } };
  const seats = /^\d{1,7}$/.test(cell) ? Number(cell) : 0;
  if (seats >= 1 && seats <= SEATS_MAX) return { seats };
  const digits = /^(\d{1,7})(?:\s*(?:seats?|users?)|[.,]0+)$/i.exec(cell)?.[1];
  return { seats, complaint: { problem: 'SEATS_UNREADABLE', value: cell, suggestion: digits ?? '' } };
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
