import { CsvError, type Parser, parse } from 'csv-parse';
import { type ColumnPlaces, countColumnNames, type Layout, placeColumns } from './columns.ts';
import { decodeFile, LINE_MAX_CHARACTERS, lineBreaksIn } from './decode-file.ts';
import { type FileProblem, UnreadableFile } from './file-problem.ts';

export interface FileRow {
  /** Where the row begins in the file, from 1. */
  line: number;
  cells: string[];
}

export interface ReadFile<Column extends string> {
  header: FileRow & { columns: ColumnPlaces<Column> };
  delimiter: string;
  /**
   * The rows below the header, in order, as many at a time as are read together; rows without anything in them are left
   * out.
   */
  batches: AsyncIterable<FileRow[]>;
}

/**
 * Reads a file as spreadsheets and directories export it: commas, semicolons or tabs, quoted cells with line
 * breaks. Throws `UnreadableFile`, also while the rows are read; its memory does not grow with their number.
 */
export async function readFile<Column extends string>(
  bytes: Uint8Array,
  layout: Layout<Column>,
): Promise<ReadFile<Column>> {
  const dialect = dialectOf(firstText(bytes), layout);
  const batches = readBatches(bytes, dialect);
  const first = await batches.next();
  if (first.done) throw new UnreadableFile({ problem: 'EMPTY' });
  const [header, ...rows] = first.value;
  return {
    header: { ...header, columns: placeColumns(header.cells, layout) },
    delimiter: dialect.delimiter,
    batches: counted(rows, batches, layout.rowsMax),
  };
}

async function* counted(
  first: FileRow[],
  others: AsyncIterable<FileRow[]>,
  limit: number,
): AsyncGenerator<FileRow[]> {
  let count = 0;
  for await (const rows of inOrder(first, others)) {
    count += rows.length;
    if (count > limit) throw new UnreadableFile({ problem: 'TOO_MANY_ROWS', limit });
    yield rows;
  }
  if (count === 0) throw new UnreadableFile({ problem: 'NO_ROWS' });
}

async function* inOrder<One>(first: One, others: AsyncIterable<One>): AsyncGenerator<One> {
  yield first;
  yield* others;
}

function firstText(bytes: Uint8Array): string {
  for (const piece of decodeFile(bytes)) if (piece.trim() !== '') return piece;
  throw new UnreadableFile({ problem: 'EMPTY' });
}

interface Dialect {
  delimiter: string;
  /** Characters and lines before the header. */
  skip: number;
}

/** Excel can be told, and tells others, by a first line such as "sep=;". */
const separatorLine = /^sep=(.)\n/i;
const delimiters = [',', ';', '\t', '|'];

/** The delimiter is the one by which the header says most. */
function dialectOf<Column extends string>(beginning: string, layout: Layout<Column>): Dialect {
  const said = separatorLine.exec(beginning);
  if (said?.[1]) return { delimiter: said[1], skip: said[0].length };
  const header = beginning.trimStart().split('\n', 1)[0] ?? '';
  const score = (delimiter: string) => {
    const cells = header.split(delimiter).map((cell) => cell.replace(/^"|"$/g, ''));
    return countColumnNames(cells, layout) * header.length + cells.length;
  };
  const [delimiter = ','] = delimiters.toSorted((one, other) => score(other) - score(one));
  return { delimiter, skip: 0 };
}

async function* readBatches(
  bytes: Uint8Array,
  { delimiter, skip }: Dialect,
): AsyncGenerator<[FileRow, ...FileRow[]]> {
  const linesBefore = skip > 0 ? 1 : 0;
  let read: FileRow[] = [];
  const parser = parse({
    delimiter,
    max_record_size: LINE_MAX_CHARACTERS,
    // Kept here: to hand on each row by itself takes longer than to read it.
    on_record: (cells: string[], { lines }) => {
      read.push({ line: linesBefore + lines - lineBreaksIn(cells.join('')), cells: asTyped(cells) });
      return null;
    },
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  // There is nothing to be read of it, and what is wrong is told to whoever hands on a piece.
  parser.resume().on('error', () => {});
  try {
    for (const piece of toItsEnd(skipped(decodeFile(bytes), skip))) {
      await parsed(parser, piece);
      const [row, ...rows] = read;
      read = [];
      if (row) yield [row, ...rows];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lineOf = (offset: number) => linesBefore + lineAt(skipped(decodeFile(bytes), skip), offset);
    throw unreadable(error, lineOf) ?? error;
  } finally {
    parser.destroy();
  }
}

/** Files of the product, and of others, have an apostrophe before what a spreadsheet would take for a formula. */
function asTyped(cells: string[]): string[] {
  // Most rows have none, and stay what they are.
  if (!cells.some((cell) => cell.startsWith("'"))) return cells;
  return cells.map((cell) => (guarded.test(cell) ? cell.slice(1) : cell));
}

const guarded = /^'[=+\-@\t＝＋－＠]/;

function* toItsEnd(pieces: Iterable<string>): Generator<string | undefined> {
  yield* pieces;
  yield undefined;
}

/** Resolves when the parser is through with a piece, or, without one, with what it has kept to the end. */
function parsed(parser: Parser, piece: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (piece === undefined) parser.end(done);
    else parser.write(piece, done);
  });
}

function* skipped(pieces: Iterable<string>, characters: number): Generator<string> {
  let left = characters;
  for (const piece of pieces) {
    const rest = piece.slice(left);
    left = Math.max(0, left - piece.length);
    if (rest) yield rest;
  }
}

function unreadable(error: CsvError, lineOf: (offset: number) => number): UnreadableFile | undefined {
  const problem = problems[error.code];
  // Where the last whole cell ended; what is wrong begins behind it.
  const { bytes: offset } = error;
  return problem && new UnreadableFile({ problem, line: lineOf(typeof offset === 'number' ? offset : 0) });
}

const problems: Partial<Record<CsvError['code'], Extract<FileProblem, { line: number }>['problem']>> = {
  CSV_QUOTE_NOT_CLOSED: 'QUOTE_NOT_CLOSED',
  INVALID_OPENING_QUOTE: 'QUOTE_MISPLACED',
  CSV_INVALID_CLOSING_QUOTE: 'QUOTE_MISPLACED',
  CSV_MAX_RECORD_SIZE: 'LINE_TOO_LONG',
};

/** The line of what begins so many bytes into the text, blank lines passed over. */
function lineAt(pieces: Iterable<string>, offset: number): number {
  let line = 1;
  let before = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    const within = Math.max(0, offset - before);
    if (within < bytes.length) {
      const blank = /^\n*/.exec(bytes.toString('utf8', within))?.[0] ?? '';
      return line + lineBreaksIn(bytes.toString('utf8', 0, within)) + blank.length;
    }
    before += bytes.length;
    line += lineBreaksIn(piece);
  }
  return line;
}
