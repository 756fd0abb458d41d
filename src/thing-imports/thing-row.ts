import type { ThingProblem } from '../generated/prisma/enums.ts';
import type { FileRow } from '../imports/read-file.ts';
import { readEmailAddress } from '../invitations/email-address.ts';
import { typedName } from '../users/typed-text.ts';
import { readDay } from './read-day.ts';

export interface Complaint {
  problem: ThingProblem;
  /** What stands in the file; never a license key. */
  value: string;
  suggestion?: string;
}

/** What a row says about a thing. */
export interface CheckedThing {
  /** By name, as the activity records it; nothing of a row that adds nothing. */
  known: Record<string, string>;
  /** Of a license; empty: it has none. */
  key: string;
  /** Addresses of those who get it. */
  holders: string[];
  /** Its cells may stand in other columns than they should, and one of them may be a key. */
  isShifted?: boolean;
  /** The first thing that is wrong with the row. */
  complaint?: Complaint | undefined;
  /** Rows of which this is the same are about one thing. */
  identity: string;
  /** Of those, what else a row says of it; absent: there can be one row alone. */
  details?: string;
}

/** Whether whoever imports may give things to people. */
export interface Importer {
  mayAssign: boolean;
}

/** As in the forms. */
const TEXT_MAX_LENGTH = 100;
const TAG_MAX_LENGTH = 50;

export function tooLong(tag: string, texts: string[]): Complaint | undefined {
  const value = tag.length > TAG_MAX_LENGTH ? tag : texts.find((text) => text.length > TEXT_MAX_LENGTH);
  return value === undefined ? undefined : { problem: 'TEXT_TOO_LONG', value };
}

export function tooManyCells({ cells }: FileRow, expected: number): Complaint | undefined {
  const [value] = cells.slice(expected).filter((cell) => cell.trim() !== '');
  return value === undefined ? undefined : { problem: 'TOO_MANY_CELLS', value };
}

/** null: the cell is empty. */
export function dayIn(cell: string): { day: string | null; complaint?: Complaint } {
  if (cell === '') return { day: null };
  const read = readDay(cell);
  return 'day' in read ? { day: read.day } : { day: null, complaint: { ...read, value: cell } };
}

/** Addresses, separated by commas, semicolons or spaces. */
export function holdersIn(
  cell: string,
  { mayAssign }: Importer,
): { holders: string[]; complaint?: Complaint } {
  const typed = typedName(cell)
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (typed.length === 0) return { holders: [] };
  if (!mayAssign) return { holders: [], complaint: { problem: 'MAY_NOT_ASSIGN', value: cell } };
  const holders = new Set<string>();
  for (const one of typed) {
    const read = readEmailAddress(one);
    if (!read.ok) return { holders: [], complaint: { problem: 'HOLDER_MALFORMED', value: cell } };
    holders.add(read.email);
  }
  return { holders: [...holders] };
}
