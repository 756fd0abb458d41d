import type { ThingKind } from '../generated/prisma/enums.ts';
import { unreadColumns } from '../imports/columns.ts';
import { type FileRow, type ReadFile, readFile } from '../imports/read-file.ts';
import { checkAssetRow } from './check-asset-row.ts';
import { checkLicenseRow } from './check-license-row.ts';
import { assetColumns, licenseColumns } from './thing-columns.ts';
import type { CheckedThing, Importer } from './thing-row.ts';

export interface ThingRow extends CheckedThing {
  line: number;
  /** As they came; of licenses only what certainly is no key. */
  cells: string[];
}

interface ReadThings {
  header: string[];
  /** What the columns are called from which nothing is taken. */
  unread: string[];
  delimiter: string;
  rows: AsyncIterable<ThingRow>;
}

/** Reads a file of assets or licenses, and says of each row what it adds or what is wrong with it. */
export async function readThings(
  kind: ThingKind,
  bytes: Uint8Array,
  importer: Importer,
): Promise<ReadThings> {
  if (kind === 'ASSETS') {
    const file = await readFile(bytes, assetColumns);
    return things(file, (row) => ({ ...checkAssetRow(row, file.header, importer), cells: row.cells }));
  }
  const file = await readFile(bytes, licenseColumns);
  const { cells: header, columns } = file.header;
  const { key: _, ...others } = columns;
  const shown = new Set(Object.values(others));
  return things(file, (row) => {
    const checked = checkLicenseRow(row, file.header, importer);
    const isShown = (at: number) => (checked.isShifted ? at === columns.name : shown.has(at));
    return { ...checked, cells: header.map((_name, at) => (isShown(at) ? (row.cells[at] ?? '') : '')) };
  });
}

function things<Column extends string>(
  { header, delimiter, batches }: ReadFile<Column>,
  check: (row: FileRow) => CheckedThing & { cells: string[] },
): ReadThings {
  const unread = unreadColumns(header.cells, header.columns);
  return { header: header.cells, unread, delimiter, rows: onlyOnce(batches, check) };
}

/** Of rows about one thing the first adds it; the others say whether they say the same. */
async function* onlyOnce(
  batches: AsyncIterable<FileRow[]>,
  check: (row: FileRow) => CheckedThing & { cells: string[] },
): AsyncGenerator<ThingRow> {
  const seen = new Map<string, string | undefined>();
  for await (const rows of batches) {
    for (const row of rows) {
      const checked = { ...check(row), line: row.line };
      const { identity, details, known, complaint } = checked;
      if (!complaint && seen.has(identity)) {
        const problem = seen.get(identity) === details ? 'DUPLICATE' : 'DUPLICATE_DIFFERS';
        const value = known.tag ?? known.name ?? '';
        yield { ...checked, known: {}, key: '', holders: [], complaint: { problem, value } };
        continue;
      }
      if (!complaint) seen.set(identity, details);
      yield checked;
    }
  }
}
