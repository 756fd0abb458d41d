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
  /** `called`: the name of a column that has to be there. */
  | { problem: 'NO_COLUMN'; called: string; found: string[] }
  | { problem: 'COLUMN_TWICE'; found: [string, string] }
  | { problem: 'NO_ROWS' }
  | { problem: 'TOO_MANY_ROWS'; limit: number }
  | { problem: 'TOO_MANY_COLUMNS'; limit: number }
  | { problem: 'QUOTE_NOT_CLOSED'; line: number }
  | { problem: 'QUOTE_MISPLACED'; line: number }
  | { problem: 'LINE_TOO_LONG'; line: number };

/** What the rows of a file are about. */
export type FileSubject = 'PEOPLE' | 'ASSETS' | 'LICENSES';

/** Thrown while a file is read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly about: FileProblem;

  constructor(about: FileProblem) {
    super(about.problem);
    this.about = about;
  }
}
