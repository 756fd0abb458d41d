import type { ThingKind } from '../generated/prisma/enums.ts';
import type { ThingRowError } from '../thing-imports/review-thing-import.ts';
import { baseName, errorListHeader, withColumns } from './import-files.ts';
import { escapeMrkdwn } from './text.ts';

/** "1 asset", "10,000 licenses". */
export function thingCount(kind: ThingKind, count: number): string {
  const noun = kind === 'ASSETS' ? 'asset' : 'license';
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Why a row adds nothing: what is wrong, as a sentence for a view or a file. */
export function thingProblemText({ kind, problem }: Pick<ThingRowError, 'kind' | 'problem'>): string {
  switch (problem) {
    case 'NAME_MISSING':
      return 'There is no name.';
    case 'TAG_MISSING':
      return 'There is no asset tag.';
    case 'TEXT_TOO_LONG':
      return kind === 'ASSETS'
        ? 'This is too long: a tag has 50 characters at most, other texts 100.'
        : 'A text is too long: a key has 1,000 characters at most, others 100.';
    case 'STATUS_UNKNOWN':
      return 'There is no such status: it is In service, In repair or Retired.';
    case 'DATE_UNREADABLE':
      return 'This is not a date that can be read. Write it like 2026-11-23.';
    case 'DATE_AMBIGUOUS':
      return 'Day and month of this date cannot be told apart. Write it like 2026-11-23.';
    case 'SEATS_MISSING':
      return 'There is no number of seats.';
    case 'SEATS_UNREADABLE':
      return 'The number of seats is not a whole number from 1 to 1,000,000.';
    case 'KEY_CUT':
      return 'The key is only the end of one, as exports show it. Enter the whole key, or leave it empty.';
    case 'HOLDER_MALFORMED':
      return 'Assigned To is not the email address of a user.';
    case 'HOLDER_UNKNOWN':
      return 'No user has this address. Invite them first, or leave Assigned To empty.';
    case 'HOLDER_INACTIVE':
      return 'This person is inactive, and is given nothing.';
    case 'HOLDER_UNAVAILABLE':
      return 'Assigned To is not read, because your role cannot see people. Leave it empty, or ask an admin to import this.';
    case 'HOLDERS_TOO_MANY':
      return kind === 'ASSETS'
        ? 'An asset is with one person at a time.'
        : 'These are more people than the license has seats.';
    case 'MAY_NOT_ASSIGN':
      return `Your role cannot assign ${kind === 'ASSETS' ? 'assets' : 'licenses'}. Leave Assigned To empty, or ask an admin to import this.`;
    case 'NOT_IN_SERVICE':
      return 'Only what is in service can be assigned.';
    case 'TOO_MANY_CELLS':
      return 'The row has more cells than the first line: perhaps what divides them, such as a comma, stands in a cell without quotation marks.';
    case 'DUPLICATE':
      return kind === 'ASSETS' ? 'An earlier row has the same tag.' : 'An earlier row says the same.';
    case 'DUPLICATE_DIFFERS':
      return 'An earlier row has the same name, vendor, expiry date and key, with other seats or people. Put them in one row.';
    case 'ALREADY_THERE':
      return kind === 'ASSETS'
        ? 'Another asset has this tag already.'
        : 'A license with this name, vendor, expiry date and key is there already.';
  }
}

interface ErrorList {
  kind: ThingKind;
  fileName: string;
  header: string[];
  rows: (ThingRowError & { cells: string[] })[];
}

/** What the error list is called, and what is said with it. */
export function thingErrorFile({ kind, fileName }: ErrorList): { name: string; text: string } {
  const keys =
    kind === 'LICENSES'
      ? ' License keys and columns that are not known are left out: add the keys again.'
      : '';
  return {
    name: `${baseName(fileName)}-errors.csv`,
    text: `Here are the rows of ${escapeMrkdwn(fileName)} that have errors, with what is wrong in the last two columns. Mend them and upload the file again: the added columns are not read.${keys}`,
  };
}

export function thingErrorRows({ header, rows }: ErrorList): string[][] {
  return [
    errorListHeader(header),
    ...rows.map((row) => withColumns(header, row.cells, [thingProblemText(row), row.suggestion])),
  ];
}
