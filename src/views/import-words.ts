import type { FileProblem, FileSubject } from '../imports/file-problem.ts';
import type { RowError } from '../imports/review-import.ts';

const asCsv =
  'In Excel: File, Save As, “CSV UTF-8 (Comma delimited)”. In Google Sheets: File, Download, “Comma-separated values”. In Numbers: File, Export To, CSV.';

const subjects: Record<FileSubject, { one: string; many: string; nobody: string }> = {
  PEOPLE: { one: 'person', many: 'people', nobody: 'nobody' },
  ASSETS: { one: 'asset', many: 'assets', nobody: 'nothing' },
  LICENSES: { one: 'license', many: 'licenses', nobody: 'nothing' },
};

/** Why a file was not read, and how to mend it; `typed` writes what stands in the file. */
export function fileProblemText(
  about: FileProblem & { of: FileSubject },
  typed: (text: string) => string,
): string {
  const { one, many, nobody } = subjects[about.of];
  switch (about.problem) {
    case 'EMPTY':
      return `The file is empty. Fill the template with one ${one} a line, and upload it again.`;
    case 'TOO_LARGE':
      return `The file is larger than ${about.limit / 1024 / 1024} MB. Divide it into several files, each with the first line.`;
    case 'SPREADSHEET':
      return `This is a workbook of ${about.program}, not a CSV file. Save it as CSV and upload that. ${asCsv}`;
    case 'NOT_TEXT':
      return about.kind === 'compressed file'
        ? 'This is a compressed file. Unpack it, and upload the CSV file that is in it.'
        : `This is a ${about.kind ?? 'binary file'}, not a CSV file. Export the ${many} as CSV and upload that. ${asCsv}`;
    case 'STRANGE_CHARACTER':
      return `Line ${about.line} has a character that no text has, so the file may be damaged or of another kind. Save it as CSV again and upload that. ${asCsv}`;
    case 'NO_COLUMN':
      return `The first line has to name the columns, and none of them is called ${about.called}. ${
        about.found.length > 0 ? `It names ${listed(about.found, typed)}.` : 'It is empty.'
      } Rename ${about.of === 'PEOPLE' ? 'the column of the addresses' : 'the column that has it'}, or start from the template.`;
    case 'COLUMN_TWICE':
      return `Two columns say the same: ${about.found.map((name) => `“${typed(name)}”`).join(' and ')}. Delete or rename one of them.`;
    case 'NO_ROWS':
      return `There is ${nobody} below the first line. Add one ${one} a line, and upload the file again.`;
    case 'TOO_MANY_ROWS':
      return `The file has more than ${about.limit.toLocaleString('en-US')} ${many}, which is the most in one import. Divide it into several files, each with the first line.`;
    case 'TOO_MANY_COLUMNS':
      return `The first line names more than ${about.limit} columns. Delete those that are not about ${about.of === 'PEOPLE' ? 'the people you invite' : `the ${many}`}, and upload the file again.`;
    case 'QUOTE_NOT_CLOSED':
      return `In line ${about.line} a cell begins with a quotation mark, and none ends it. Add the missing one, or take the first one away.`;
    case 'QUOTE_MISPLACED':
      return `In line ${about.line} a quotation mark stands in the middle of a cell. Write it twice and put the whole cell in quotation marks, or take it away.`;
    case 'LINE_TOO_LONG':
      return `Line ${about.line} is far too long for one ${one}: perhaps a quotation mark is missing in it, or the line breaks of the file are lost. Save it as CSV again and upload that.`;
  }
}

/** So many names of columns are told. */
const COLUMNS_TOLD = 6;

function listed(names: string[], typed: (text: string) => string): string {
  const told = names.slice(0, COLUMNS_TOLD).map((name) => `“${typed(name)}”`);
  return [...told, ...(names.length > told.length ? ['more'] : [])].join(', ');
}

/** Why nobody is invited by a row: what is wrong, as a sentence for a table or a file. */
export function rowProblemText({ problem, value }: Pick<RowError, 'problem' | 'value'>): string {
  switch (problem) {
    case 'EMAIL_MISSING':
      return 'There is no email address.';
    case 'EMAIL_MALFORMED':
      return 'This is not an email address.';
    case 'EMAIL_LOOK_ALIKE':
      return 'The address has letters that only look like those of an email address.';
    case 'EMAIL_MISTYPED':
      return 'The address looks mistyped. If it is right, invite this person with /invite.';
    case 'ROLE_MISSING':
      return 'There is no role, and no default role was chosen.';
    case 'ROLE_UNKNOWN':
      return 'There is no such role.';
    case 'ROLE_NOT_GRANTABLE':
      return value.toLowerCase() === 'owner'
        ? 'Nobody can be invited as Owner.'
        : 'Your role cannot give this role to others.';
    case 'NAME_TOO_LONG':
      return 'The name is longer than 100 characters.';
    case 'MESSAGE_TOO_LONG':
      return 'The message is longer than 1,000 characters.';
    case 'DETAIL_TOO_LONG':
      return 'The department or job title is longer than 100 characters.';
    case 'TOO_MANY_CELLS':
      return 'The row has more cells than the first line: perhaps what divides them, such as a comma, stands in a cell without quotation marks.';
    case 'DUPLICATE':
      return 'An earlier row has the same address.';
    case 'DOMAIN_NOT_ALLOWED':
      return 'Addresses of this domain cannot be invited. An admin can allow it in /fluxera settings.';
    case 'DOMAIN_BLOCKED':
      return 'Addresses of this domain are blocked. An admin can unblock it in /fluxera settings.';
    case 'ALREADY_A_USER':
      return 'Is a user already.';
    case 'ALREADY_INVITED':
      return 'Is invited already.';
    case 'SENT_TOO_OFTEN':
      return 'Was sent as many invitations today as one person gets. Try again tomorrow.';
  }
}
