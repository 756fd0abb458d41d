import { closest, distance } from 'fastest-levenshtein';
import { keptFields, recordedFields } from '../assets/asset-fields.ts';
import type { AssetStatus } from '../generated/prisma/enums.ts';
import type { FileRow, ReadFile } from '../imports/read-file.ts';
import { typedName } from '../users/typed-text.ts';
import type { AssetColumn } from './thing-columns.ts';
import {
  type CheckedThing,
  type Complaint,
  dayIn,
  holdersIn,
  type Importer,
  tooLong,
  tooManyCells,
} from './thing-row.ts';

/** What a row says about an asset. */
export function checkAssetRow(
  row: FileRow,
  { cells: header, columns }: ReadFile<AssetColumn>['header'],
  importer: Importer,
): CheckedThing {
  const cell = (column: AssetColumn) => typedName(row.cells[columns[column] ?? -1] ?? '');
  const [tag, name, category, serial] = [cell('tag'), cell('name'), cell('category'), cell('serial')];
  const { status, complaint: wrongStatus } = statusIn(cell('status'));
  const purchased = dayIn(cell('purchasedOn'));
  const given = holdersIn(cell('holders'), importer);
  const complaint =
    tooManyCells(row, header.length) ??
    missing(tag, name) ??
    tooLong(tag, [name, category, serial]) ??
    wrongStatus ??
    purchased.complaint ??
    given.complaint ??
    notToBeGiven(status, given.holders);
  const nothing = { known: {}, key: '', holders: [], identity: '' };
  if (complaint) return { ...nothing, complaint };
  const kept = keptFields({ tag, name, category, serial, status, purchasedOn: purchased.day });
  return { known: recordedFields(kept), key: '', holders: given.holders, identity: tag.toLowerCase() };
}

function missing(tag: string, name: string): Complaint | undefined {
  if (tag === '') return { problem: 'TAG_MISSING', value: '' };
  return name === '' ? { problem: 'NAME_MISSING', value: tag } : undefined;
}

/** As the form and exports have them, and what others call them. */
const statuses: [string, AssetStatus][] = [
  ['In service', 'IN_SERVICE'],
  ['In repair', 'IN_REPAIR'],
  ['Retired', 'RETIRED'],
  ...(['Active', 'In use', 'Available', 'Assigned', 'Deployed'] as const).map(
    (word): [string, AssetStatus] => [word, 'IN_SERVICE'],
  ),
  ...(['Repair', 'Broken'] as const).map((word): [string, AssetStatus] => [word, 'IN_REPAIR']),
  ...(['Disposed', 'Archived'] as const).map((word): [string, AssetStatus] => [word, 'RETIRED']),
];

function statusIn(cell: string): { status: AssetStatus; complaint?: Complaint } {
  if (cell === '') return { status: 'IN_SERVICE' };
  const word = cell.toLowerCase().replace(/[_-]/g, ' ');
  const found = statuses.find(([name]) => name.toLowerCase() === word);
  if (found) return { status: found[1] };
  const near = closest(
    word.slice(0, 50),
    statuses.map(([name]) => name.toLowerCase()),
  );
  const isNear = distance(word.slice(0, 50), near) <= 1 + word.length / 4;
  const suggestion = (isNear && statuses.find(([name]) => name.toLowerCase() === near)?.[0]) || '';
  return { status: 'IN_SERVICE', complaint: { problem: 'STATUS_UNKNOWN', value: cell, suggestion } };
}

function notToBeGiven(status: AssetStatus, holders: string[]): Complaint | undefined {
  const [value = ''] = holders;
  if (holders.length > 1) return { problem: 'HOLDERS_TOO_MANY', value: holders.join(', ') };
  return holders.length > 0 && status !== 'IN_SERVICE' ? { problem: 'NOT_IN_SERVICE', value } : undefined;
}
