import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { DeliveryStatus, ImportProblem, InvitationStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import type { ImportRef } from './known-rows.ts';
import { peopleColumns } from './people-columns.ts';
import { type FileRow, readFile } from './read-file.ts';
import { requireOwnImport } from './require-own-import.ts';

const unpack = promisify(gunzip);
const ROWS_AT_A_TIME = 2_000;

/** A row as it was uploaded, or as it is kept, with what became of it. */
const rowOutcome = z.object({
  cells: z.array(z.string()),
  problem: z.enum(ImportProblem).nullable(),
  value: z.string(),
  suggestion: z.string(),
  /** null: nothing was sent yet. */
  status: z.enum(InvitationStatus).nullable(),
  delivery: z.enum(DeliveryStatus).nullable(),
  deliveryDetail: z.string().nullable(),
});

export type RowOutcome = z.infer<typeof rowOutcome>;

/**
 * The header of the file and its rows in order, a number at a time, so that memory does not grow with them. Where the file
 * is forgotten, what was read of it stands in its place.
 */
export async function readOutcomes(
  { db }: Pick<Deps, 'db'>,
  actor: ActorRef,
  ref: ImportRef,
): Promise<{
  fileName: string;
  skipKnown: boolean;
  header: string[];
  delimiter: string;
  rows: AsyncIterable<RowOutcome>;
}> {
  requireOwnImport(actor, ref);
  await requirePermission(db, actor, 'INVITE_USERS');
  const { workspaceId, importId } = ref;
  const found = await db.bulkImport.findUnique({
    where: { workspaceId_id: { workspaceId, id: importId } },
    select: { fileName: true, skipKnown: true, file: { select: { content: true } } },
  });
  if (!found) throw new Refusal('IMPORT_UNKNOWN', {});
  const { file, fileName, skipKnown } = found;
  if (!file) {
    return { fileName, skipKnown, header: keptColumns, delimiter: ',', rows: keptRows(db, ref) };
  }
  const { header, delimiter, batches } = await readFile(await unpack(file.content), peopleColumns);
  return { fileName, skipKnown, header: header.cells, delimiter, rows: joined(db, ref, batches) };
}

const keptColumns = ['Email', 'First Name', 'Last Name', 'Department', 'Job Title'];

async function* keptRows(db: Deps['db'], ref: ImportRef): AsyncGenerator<RowOutcome> {
  for (let position = 0; ; position += ROWS_AT_A_TIME) {
    const page = await readPage(db, ref, position);
    yield* page;
    if (page.length < ROWS_AT_A_TIME) return;
  }
}

async function* joined(
  db: Deps['db'],
  ref: ImportRef,
  batches: AsyncIterable<FileRow[]>,
): AsyncGenerator<RowOutcome> {
  let position = 0;
  let page: RowOutcome[] = [];
  for await (const rows of batches) {
    for (const { cells } of rows) {
      if (position % ROWS_AT_A_TIME === 0) page = await readPage(db, ref, position);
      const outcome = page[position % ROWS_AT_A_TIME];
      position += 1;
      if (outcome) yield { ...outcome, cells };
    }
  }
}

async function readPage(db: Deps['db'], { workspaceId, importId }: ImportRef, after: number) {
  const rows = await db.$queryRaw`
    SELECT ARRAY[coalesce(nullif(r.email, ''), r.problem_value), r.first_name, r.last_name, r.department, r.job_title] AS cells,
      r.problem, r.problem_value AS value, r.suggestion, i.status, i.delivery, i.delivery_detail AS "deliveryDetail"
    FROM bulk_import_row r
    LEFT JOIN invitation i ON r.problem IS NULL AND i.workspace_id = r.workspace_id AND i.id = r.invitation_id
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid
      AND r.position > ${after} AND r.position <= ${after + ROWS_AT_A_TIME}
    ORDER BY r.position`;
  return z.array(rowOutcome).parse(rows);
}
