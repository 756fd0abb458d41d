import type { FileSubject } from '../imports/file-problem.ts';
import type { RowOutcome } from '../imports/read-outcomes.ts';
import type { RowError } from '../imports/review-import.ts';
import { rowProblemText } from './import-words.ts';
import { escapeMrkdwn } from './text.ts';

/** The templates: what the columns are called, and what stands in them. */
export const templates: Record<FileSubject, { name: string; text: string; rows: string[][] }> = {
  PEOPLE: {
    name: 'invite-template.csv',
    text: 'Here is the template. Replace the example with your people, one a line, and upload it with `/invite bulk`. Only Email has to be there; whoever has no Role gets the one you choose in the form.',
    rows: [
      ['Email', 'Role', 'First Name', 'Last Name', 'Message', 'Department', 'Job Title'],
      ['jane@example.com', 'Member', 'Jane', 'Doe', 'Welcome aboard!', 'Design', 'Designer'],
    ],
  },
  ASSETS: {
    name: 'assets-template.csv',
    text: 'Here is the template. Replace the example with your assets, one a line, and upload it with `/fluxera assets import`. Only Asset Tag and Name have to be there. Status is In service, In repair or Retired; Assigned To is the address of a user.',
    rows: [
      ['Asset Tag', 'Name', 'Category', 'Serial Number', 'Status', 'Purchase Date', 'Assigned To'],
      ['LT-0042', 'MacBook Pro 14', 'Laptop', 'C02XL0ABCD', 'In service', '2026-03-01', 'jane@example.com'],
    ],
  },
  LICENSES: {
    name: 'licenses-template.csv',
    text: 'Here is the template. Replace the example with your licenses, one a line, and upload it with `/fluxera licenses import`. Only Name and Seats have to be there. Assigned To can have several addresses of users, with a space between them.',
    rows: [
      ['Name', 'Vendor', 'Seats', 'License Key', 'Expiry Date', 'Assigned To'],
      ['Figma', 'Figma, Inc.', '25', 'ABCD-EFGH-IJKL', '2027-03-31', 'jane@example.com'],
    ],
  },
};

/** What the file of an import is called, and what is said with it. */
export function importFile(what: 'ERRORS' | 'RESULT', fileName: string): { name: string; text: string } {
  const base = baseName(fileName);
  return what === 'ERRORS'
    ? {
        name: `${base}-errors.csv`,
        text: `Here are the rows of ${escapeMrkdwn(fileName)} that have errors, with what is wrong in the last two columns. Mend them and upload the file again: the added columns are not read.`,
      }
    : {
        name: `${base}-result.csv`,
        text: `Here is what became of every row of ${escapeMrkdwn(fileName)} until now, in the last two columns.`,
      };
}

/** "people" of people.csv. */
export function baseName(fileName: string): string {
  return fileName.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[^\p{L}\p{N} ._-]/gu, '_') || 'import';
}

export function errorListHeader(header: string[]): string[] {
  return [...header, 'Error', 'Suggestion'];
}

export function errorListRow(
  header: string[],
  {
    cells,
    problem,
    value,
    suggestion,
  }: Pick<RowOutcome, 'cells' | 'value' | 'suggestion'> & Pick<RowError, 'problem'>,
): string[] {
  return withColumns(header, cells, [rowProblemText({ problem, value }), suggestion]);
}

export function resultHeader(header: string[]): string[] {
  return [...header, 'Outcome', 'Detail'];
}

export function resultRow(header: string[], outcome: RowOutcome): string[] {
  return withColumns(header, outcome.cells, outcomeWords(outcome));
}

/** What the file has beyond its header stays behind the new columns: without them it would look as if nothing were wrong. */
export function withColumns(header: string[], cells: string[], added: [string, string]): string[] {
  const named = header.map((_, at) => cells[at] ?? '');
  return [...named, ...added, ...cells.slice(header.length)];
}

function outcomeWords({
  problem,
  value,
  suggestion,
  status,
  delivery,
  deliveryDetail,
}: RowOutcome): [string, string] {
  if (problem) {
    return [
      'Left out',
      `${rowProblemText({ problem, value })}${suggestion ? ` Did you mean ${suggestion}?` : ''}`,
    ];
  }
  switch (status) {
    case null:
      return ['Not sent', ''];
    case 'ACCEPTED':
      return ['Accepted', ''];
    case 'CANCELED':
      return ['Canceled', ''];
    case 'EXPIRED':
      return ['Expired', ''];
    case 'PENDING':
      return pendingWords(delivery, deliveryDetail ?? '');
  }
}

function pendingWords(delivery: RowOutcome['delivery'], detail: string): [string, string] {
  switch (delivery) {
    case 'BOUNCED':
    case 'DROPPED':
    case 'SPAM':
      return ['Mail did not arrive', detail];
    case 'QUEUED':
    case null:
      return ['Mail not sent yet', ''];
    default:
      return ['Invited', ''];
  }
}
