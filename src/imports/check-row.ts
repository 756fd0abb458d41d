import { closest, distance } from 'fastest-levenshtein';
import { readEmailAddress } from '../invitations/email-address.ts';
import { typedName, typedText } from '../users/typed-text.ts';
import type { ColumnPlaces } from './columns.ts';
import { likelyAddress } from './likely-domains.ts';
import type { PeopleColumn } from './people-columns.ts';
import type { FileRow } from './read-file.ts';

/** Why nobody is invited by a row; the database adds those that only it knows. */
type RowProblem =
  | 'EMAIL_MISSING'
  | 'EMAIL_MALFORMED'
  | 'EMAIL_LOOK_ALIKE'
  | 'EMAIL_MISTYPED'
  | 'ROLE_MISSING'
  | 'ROLE_UNKNOWN'
  | 'ROLE_NOT_GRANTABLE'
  | 'NAME_TOO_LONG'
  | 'MESSAGE_TOO_LONG'
  | 'DETAIL_TOO_LONG'
  | 'TOO_MANY_CELLS'
  /** An earlier row has the same address. */
  | 'DUPLICATE';

export interface ImportRole {
  id: string;
  kind: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER' | 'CUSTOM';
  name: string;
  /** Whether whoever imports may give it. */
  grantable: boolean;
}

export interface RowDefaults {
  roles: ImportRole[];
  /** For rows that name no role. */
  defaultRoleId: string | null;
  /** For rows without a message of their own. */
  defaultMessage: string;
}

export interface CheckedRow {
  line: number;
  /** Normalised; empty where it is none. */
  email: string;
  roleId: string | null;
  roleKind: ImportRole['kind'] | null;
  firstName: string;
  lastName: string;
  message: string;
  department: string;
  jobTitle: string;
  problem: RowProblem | null;
  /** What stands in the file, where it is wrong. */
  problemValue: string;
  /** What it was probably meant to be; empty: nothing comes to mind. */
  suggestion: string;
}

const NAME_MAX_LENGTH = 100;
const MESSAGE_MAX_LENGTH = 1000;
/** So much of a wrong value is kept. */
const VALUE_MAX_LENGTH = 200;
/** An address with a long name around it. What is longer is something else, and would keep the program busy. */
const MENDED_MAX_LENGTH = 500;

interface Complaint {
  problem: RowProblem;
  value: string;
  suggestion?: string | undefined;
}

const nothingMore = { firstName: '', lastName: '', message: '', department: '', jobTitle: '' };

/** What a row says about a person; of a row by which nobody can be invited, the first thing that is wrong with it. */
export function checkRow(
  row: FileRow,
  { cells: header, columns }: { cells: string[]; columns: ColumnPlaces<PeopleColumn> },
  defaults: RowDefaults,
): CheckedRow {
  const cell = (column: PeopleColumn) => row.cells[columns[column] ?? -1]?.trim() ?? '';
  const address = checkAddress(cell('email'));
  const role = checkRole(cell('role'), defaults);
  const details = {
    ...namesOf(cell),
    message: typedText(cell('message')) || defaults.defaultMessage,
    department: typedName(cell('department')),
    jobTitle: typedName(cell('jobTitle')),
  };
  const complaint =
    tooManyCells(row, header.length) ?? address.complaint ?? role.complaint ?? tooLong(details);
  return {
    line: row.line,
    email: address.email,
    roleId: role.role?.id ?? null,
    roleKind: role.role?.kind ?? null,
    ...(complaint ? nothingMore : details),
    problem: complaint?.problem ?? null,
    problemValue: beginningOf(typedName(complaint?.value ?? '')),
    suggestion: complaint?.suggestion ?? '',
  };
}

/** Whole characters: half an emoji is no text, and the database takes none. */
function beginningOf(value: string): string {
  return Array.from(value).slice(0, VALUE_MAX_LENGTH).join('');
}

function tooManyCells({ cells }: FileRow, expected: number): Complaint | undefined {
  const [value] = cells.slice(expected).filter((cell) => cell.trim() !== '');
  return value === undefined ? undefined : { problem: 'TOO_MANY_CELLS', value };
}

function checkAddress(typed: string): { email: string; complaint?: Complaint } {
  if (typed === '') return { email: '', complaint: { problem: 'EMAIL_MISSING', value: '' } };
  const read = readEmailAddress(typed.replace(/^mailto:/i, ''));
  if (read.ok) {
    const suggestion = likelyAddress(read.email);
    const complaint = { problem: 'EMAIL_MISTYPED' as const, value: typed, suggestion };
    return suggestion ? { email: read.email, complaint } : { email: read.email };
  }
  const value = { value: typed, suggestion: mendedAddress(typed) };
  if (read.reason === 'MALFORMED') return { email: '', complaint: { problem: 'EMAIL_MALFORMED', ...value } };
  const suggestion = read.ascii ?? undefined;
  return { email: '', complaint: { problem: 'EMAIL_LOOK_ALIKE', value: typed, suggestion } };
}

/** Addresses with blanks, a comma for a dot, a name around them or a sign at the end are common, and easily mended. */
function mendedAddress(typed: string): string | undefined {
  if (typed.length > MENDED_MAX_LENGTH) return undefined;
  const within = /<([^<>]+)>/.exec(typed)?.[1] ?? typed;
  const tidy = within
    .replace(/\s+/g, '')
    .replace(/\(at\)|\[at\]/i, '@')
    // Before the @, or where a domain has no dot yet: else the comma divides cells.
    .replace(/,(?=.*@)|(?<=@[^.]*),/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/@{2,}/g, '@')
    .replace(/^[."'<;:]+|[."'>;:]+$/g, '');
  const read = readEmailAddress(tidy);
  return read.ok ? (likelyAddress(read.email) ?? read.email) : undefined;
}

function checkRole(
  typed: string,
  { roles, defaultRoleId }: RowDefaults,
): { role?: ImportRole | undefined; complaint?: Complaint } {
  if (typed === '') {
    const role = roles.find(({ id }) => id === defaultRoleId);
    return role ? { role } : { complaint: { problem: 'ROLE_MISSING', value: '' } };
  }
  const name = typedName(typed).normalize('NFKC').toLowerCase();
  const role = roles.find((one) => one.name.toLowerCase() === name);
  if (role?.grantable) return { role };
  if (role) return { complaint: { problem: 'ROLE_NOT_GRANTABLE', value: typed } };
  const likely = closest(
    name,
    roles.filter(({ grantable }) => grantable).map((one) => one.name.toLowerCase()),
  );
  const isLikely = likely && (distance(name, likely) <= 1 + name.length / 4 || name.startsWith(likely));
  const suggestion = isLikely ? roles.find((one) => one.name.toLowerCase() === likely)?.name : undefined;
  return { complaint: { problem: 'ROLE_UNKNOWN', value: typed, suggestion } };
}

/** A full name is divided at its first blank; whoever wants it otherwise has two columns. */
function namesOf(cell: (column: PeopleColumn) => string): { firstName: string; lastName: string } {
  const firstName = typedName(cell('firstName'));
  const lastName = typedName(cell('lastName'));
  if (firstName || lastName) return { firstName, lastName };
  const [first = '', ...others] = typedName(cell('fullName')).split(' ');
  return { firstName: first, lastName: others.join(' ') };
}

function tooLong(details: typeof nothingMore): Complaint | undefined {
  const longer = (value: string, most: number) => value.length > most;
  const { firstName, lastName, message, department, jobTitle } = details;
  const name = [firstName, lastName].find((value) => longer(value, NAME_MAX_LENGTH));
  if (name) return { problem: 'NAME_TOO_LONG', value: name };
  if (longer(message, MESSAGE_MAX_LENGTH)) return { problem: 'MESSAGE_TOO_LONG', value: message };
  const detail = [department, jobTitle].find((value) => longer(value, NAME_MAX_LENGTH));
  return detail ? { problem: 'DETAIL_TOO_LONG', value: detail } : undefined;
}
