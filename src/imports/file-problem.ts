/**
 * Why a file cannot be read at all: nothing of it was taken. `line`: where, counted from 1 as editors and spreadsheets
 * do, the header included.
 */
export type FileProblem =
  | { problem: 'EMPTY' }
  | { problem: 'TOO_LARGE'; limit: number }
  | { problem: 'SPREADSHEET'; program: 'Excel' | 'Numbers or LibreOffice' }
  | { problem: 'NOT_TEXT'; kind: string | null }
  /** A character that no text has, such as NUL. */
  | { problem: 'STRANGE_CHARACTER'; line: number }
  | { problem: 'NO_EMAIL_COLUMN'; found: string[] }
  | { problem: 'COLUMN_TWICE'; column: Column; found: [string, string] }
  | { problem: 'NO_PEOPLE' }
  | { problem: 'TOO_MANY_ROWS'; limit: number }
  | { problem: 'TOO_MANY_COLUMNS'; limit: number }
  | { problem: 'QUOTE_NOT_CLOSED'; line: number }
  | { problem: 'QUOTE_MISPLACED'; line: number }
  | { problem: 'LINE_TOO_LONG'; line: number };

/** What a column of a file can tell about a person. */
export type Column =
  | 'email'
  | 'role'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'message'
  | 'department'
  | 'jobTitle';

/** Thrown while a file is read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly about: FileProblem;

  constructor(about: FileProblem) {
    super(about.problem);
    this.about = about;
  }
}
