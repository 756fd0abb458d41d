import { UnreadableFile } from './file-problem.ts';

/** What the columns of a file can be. */
export interface Layout<Column extends string> {
  /**
   * What each is called, the likeliest name first, without case, spaces and what stands in brackets. Of names in one text,
   * which are as likely, a file may have one.
   */
  names: Record<Column, string[]>;
  /** Without which a file is refused, with the names that the template gives them. */
  required: Partial<Record<Column, string>>;
  /** So many rows fit in one import. */
  rowsMax: number;
}

/** Where in a row each column stands; undefined: the file has none. */
export type ColumnPlaces<Column extends string> = Partial<Record<Column, number>>;

/** More than any directory exports. */
const COLUMNS_MAX = 500;

/**
 * Finds the columns by the names in the first row. A file without a column that it needs, or with two for the same thing,
 * is refused rather than guessed at.
 */
export function placeColumns<Column extends string>(
  header: string[],
  { names, required }: Layout<Column>,
): ColumnPlaces<Column> {
  if (header.length > COLUMNS_MAX)
    throw new UnreadableFile({ problem: 'TOO_MANY_COLUMNS', limit: COLUMNS_MAX });
  const places: ColumnPlaces<Column> = {};
  const known = header.map(nameOf);
  for (const column of columnsOf(names)) {
    const place = placeOf(header, known, names[column]);
    if (place !== undefined) places[column] = place;
    const called = required[column];
    if (place === undefined && called !== undefined) {
      const found = header.map((name) => name.trim()).filter(Boolean);
      throw new UnreadableFile({ problem: 'NO_COLUMN', called, found });
    }
  }
  return places;
}

function placeOf(header: string[], known: string[], names: string[]): number | undefined {
  for (const alike of names) {
    const wanted = alike.split(' ');
    const [first, second] = known.flatMap((name, at) => (wanted.includes(name) ? at : []));
    if (first === undefined) continue;
    if (second === undefined) return first;
    const found: [string, string] = [(header[first] ?? '').trim(), (header[second] ?? '').trim()];
    throw new UnreadableFile({ problem: 'COLUMN_TWICE', found });
  }
  return undefined;
}

/** So much of the name of a column is told. */
const TOLD_MAX_LENGTH = 100;

/** As error lists have them: whoever mends one uploads them again, and expects nothing of them. */
const added = ['error', 'suggestion'];

/** What the columns are called from which nothing is taken. */
export function unreadColumns(header: string[], places: Partial<Record<string, number>>): string[] {
  const read = new Set(Object.values(places));
  return header
    .filter((name, at) => name.trim() !== '' && !read.has(at) && !added.includes(nameOf(name)))
    .map((name) => Array.from(name.trim()).slice(0, TOLD_MAX_LENGTH).join(''));
}

/** How many of the cells name a column. */
export function countColumnNames<Column extends string>(cells: string[], { names }: Layout<Column>): number {
  const all = new Set(columnsOf(names).flatMap((column) => names[column].join(' ').split(' ')));
  return cells.filter((cell) => all.has(nameOf(cell))).length;
}

function columnsOf<Column extends string>(names: Record<Column, string[]>): Column[] {
  // Object.keys forgets the type of the keys.
  return Object.keys(names) as Column[];
}

/** Longer than any name of a column; what follows takes its time over more. */
const NAME_MAX_LENGTH = 200;

/** "E-Mail Address [Required]" and "email_address" are one name. */
function nameOf(cell: string): string {
  return cell
    .slice(0, NAME_MAX_LENGTH)
    .normalize('NFKC')
    .replace(/[[(].*?[\])]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
