import type { RowOutcome } from '../imports/read-outcomes.ts';
import type { RowError } from '../imports/review-import.ts';
import { rowProblemText } from './import-words.ts';
import { escapeMrkdwn } from './text.ts';

/** The template: what the columns are called, and what stands in them. */
export const templateRows = [
  ['Email', 'Role', 'First Name', 'Last Name', 'Message', 'Department', 'Job Title'],
  ['jane@example.com', 'Member', 'Jane', 'Doe', 'Welcome aboard!', 'Design', 'Designer'],
];

export const templateFile = {
  name: 'invite-template.csv',
  text: 'Here is the template. Replace the example with your people, one a line, and upload it with `/invite bulk`. Only Email has to be there; whoever has no Role gets the one you choose in the form.',
};

/** What the file of an import is called, and what is said with it. */
export function importFile(what: 'ERRORS' | 'RESULT', fileName: string): { name: string; text: string } {
  const base = fileName.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[^\p{L}\p{N} ._-]/gu, '_') || 'import';
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
function withColumns(header: string[], cells: string[], added: [string, string]): string[] {
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
