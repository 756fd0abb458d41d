import { type Column, UnreadableFile } from './file-problem.ts';

/** Where in a row each column stands; undefined: the file has none. */
export type ColumnPlaces = { email: number } & Partial<Record<Column, number>>;

/**
 * What columns are called, the likeliest name first, without case, spaces and what stands in brackets: as in our own
 * template, and in exports of Okta, Google Workspace, Microsoft Entra and others.
 */
const names: Record<Column, string[]> = {
  email: [
    'email emailaddress mail emailid workemail primaryemail useremail',
    'userprincipalname username login userid',
  ],
  role: ['role fluxerarole', 'userrole accessrole'],
  firstName: ['firstname givenname forename', 'first'],
  lastName: ['lastname surname familyname', 'last'],
  fullName: ['fullname name displayname'],
  message: ['message personalmessage note'],
  department: ['department dept', 'team'],
  jobTitle: ['jobtitle employeetitle position', 'title'],
};

/** More than any directory exports. */
const COLUMNS_MAX = 500;

/**
 * Finds the columns by the names in the first row. A file without a column of addresses, or with two for the same
 * thing, is refused rather than guessed at.
 */
export function placeColumns(header: string[]): ColumnPlaces {
  if (header.length > COLUMNS_MAX)
    throw new UnreadableFile({ problem: 'TOO_MANY_COLUMNS', limit: COLUMNS_MAX });
  const places: Partial<Record<Column, number>> = {};
  const known = header.map(nameOf);
  for (const column of allColumns) {
    for (const alike of names[column]) {
      const wanted = alike.split(' ');
      const found = known.flatMap((name, at) => (wanted.includes(name) ? at : []));
      const [first, second] = found;
      if (first === undefined) continue;
      if (second !== undefined) {
        const twice: [string, string] = [(header[first] ?? '').trim(), (header[second] ?? '').trim()];
        throw new UnreadableFile({ problem: 'COLUMN_TWICE', column, found: twice });
      }
      places[column] = first;
      break;
    }
  }
  const { email } = places;
  if (email === undefined) {
    throw new UnreadableFile({
      problem: 'NO_EMAIL_COLUMN',
      found: header.map((name) => name.trim()).filter(Boolean),
    });
  }
  return { ...places, email };
}

/** How many of the cells name a column. */
export function countColumnNames(cells: string[]): number {
  const all = new Set(Object.values(names).flatMap((alike) => alike.join(' ').split(' ')));
  return cells.filter((cell) => all.has(nameOf(cell))).length;
}

const allColumns = Object.keys(names).filter((name): name is Column => name in names);

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
