import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { type ActorRef, mayGrant, requirePermission } from '../roles/permitted.ts';
import { typedName, typedText } from '../users/typed-text.ts';
import { type CheckedRow, checkRow, type ImportRole, type RowDefaults } from './check-row.ts';
import { unreadColumns } from './columns.ts';
import { UnreadableFile } from './file-problem.ts';
import type { ImportRef } from './known-rows.ts';
import { type PeopleColumn, peopleColumns } from './people-columns.ts';
import { type ReadFile, readFile } from './read-file.ts';

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
  /** The line of each row, for whoever reads of it, where it is another than in these bytes. */
  lines?: number[];
}

interface NewImport {
  actor: ActorRef;
  /** Names the form in which the file was handed in: what comes again from there is the same import. */
  submission: string;
  file: UploadedFile;
  defaultRoleId: string | null;
  message: string;
  /** Whether people who are users or invited already are left out, instead of being errors. */
  skipKnown: boolean;
}

const pack = promisify(gzip);
/** Milliseconds in which 100,000 rows are read and written even by a busy machine. */
const READING_TIMEOUT = 120_000;
const FILE_NAME_MAX_LENGTH = 100;

/** Reads a file into rows; the review adds what the database knows of them. Nobody is invited yet. */
export async function startImport(deps: Deps, started: NewImport): Promise<ImportRef> {
  const { file } = started;
  // Packed while the rows are read.
  const packing = pack(file.bytes, { level: 1 });
  try {
    const [ref] = await Promise.all([
      inTransaction(deps.db, (tx) => stage(deps, tx, { ...started, packing }), { timeout: READING_TIMEOUT }),
      packing,
    ]);
    return ref;
  } catch (error) {
    throw error instanceof UnreadableFile
      ? new Refusal('FILE_UNREADABLE', { ...error.about, of: 'PEOPLE' })
      : error;
  }
}

async function stage(
  deps: Deps,
  tx: Tx,
  started: NewImport & { packing: Promise<Uint8Array<ArrayBuffer>> },
): Promise<ImportRef> {
  const { actor, file, packing } = started;
  const { workspaceId } = actor;
  // First, because whoever may not invite makes no import either.
  const defaults = await rowDefaults(tx, started);
  const importId = deps.newId();
  const existing = await claimSubmission(deps, tx, started, importId);
  if (existing) return { workspaceId, importId: existing };
  const read = await readFile(file.bytes, peopleColumns);
  const rowCount = await stageRows(
    deps,
    tx,
    { workspaceId, importId },
    { ...read, lines: file.lines },
    defaults,
  );
  await tx.bulkImport.update({
    where: { workspaceId_id: { workspaceId, id: importId } },
    data: { rowCount, unreadColumns: unreadColumns(read.header.cells, read.header.columns) },
  });
  await tx.bulkImportFile.create({ data: { workspaceId, importId, content: await packing } });
  return { workspaceId, importId };
}

/** Of the same submission twice, the second waits for the first and finds its import, if it is the same person's. */
async function claimSubmission(
  { now }: Deps,
  tx: Tx,
  { actor, submission, file, skipKnown }: NewImport,
  id: string,
): Promise<string | undefined> {
  const { workspaceId, userId } = actor;
  const fileName = typedName(file.name).slice(0, FILE_NAME_MAX_LENGTH);
  const { count } = await tx.bulkImport.createMany({
    data: {
      ...{ workspaceId, id, submission, fileName, skipKnown },
      ...{ startedById: userId, rowCount: 0, createdAt: now() },
    },
    skipDuplicates: true,
  });
  if (count > 0) return undefined;
  const existing = await tx.bulkImport.findUnique({
    where: { workspaceId_submission: { workspaceId, submission }, startedById: userId },
    select: { id: true },
  });
  if (!existing) throw new Refusal('IMPORT_UNKNOWN', {});
  return existing.id;
}

async function rowDefaults(tx: Tx, { actor, defaultRoleId, message }: NewImport): Promise<RowDefaults> {
  const { workspaceId } = actor;
  const giver = await requirePermission(tx, actor, 'INVITE_USERS');
  const invitable = await invitableRoles(tx, workspaceId);
  const owner = await tx.role.findFirst({
    where: { workspaceId, kind: 'OWNER' },
    select: { id: true, name: true },
  });
  const roles: ImportRole[] = invitable.map((role) => ({
    id: role.id,
    kind: role.kind,
    name: role.name,
    grantable: mayGrant(giver, role),
  }));
  const chosen = roles.find(({ id }) => id === defaultRoleId);
  if (chosen && !chosen.grantable) throw new Refusal('ROLE_NOT_GRANTABLE', { roleName: chosen.name });
  return {
    roles: owner ? [...roles, { ...owner, kind: 'OWNER', grantable: false }] : roles,
    defaultRoleId: chosen?.id ?? null,
    defaultMessage: typedText(message),
  };
}

async function stageRows(
  deps: Deps,
  tx: Tx,
  ref: ImportRef,
  file: PeopleFile,
  defaults: RowDefaults,
): Promise<number> {
  // A stream reads on while the database writes.
  const batches = Readable.from(readBatches(deps, file, defaults), { highWaterMark: 1 });
  let count = 0;
  for await (const rows of batches as AsyncIterable<StagedRow[]>) {
    await insertRows(tx, ref, rows);
    count += rows.length;
  }
  return count;
}

type PeopleFile = ReadFile<PeopleColumn> & { lines: UploadedFile['lines'] | undefined };

type StagedRow = ReturnType<typeof staged>;

async function* readBatches(
  deps: Deps,
  { header, batches, lines }: PeopleFile,
  defaults: RowDefaults,
): AsyncGenerator<StagedRow[]> {
  const seen = new Set<string>();
  let position = 0;
  for await (const rows of batches) {
    yield rows.map(({ cells, line }) => {
      const row = { cells, line: lines?.[position] ?? line };
      position += 1;
      return staged(onlyOnce(checkRow(row, header, defaults), seen), position, deps.newId());
    });
  }
}

/** Of the rows with one address the first invites; the others say so. */
function onlyOnce(row: CheckedRow, seen: Set<string>): CheckedRow {
  if (row.problem) return row;
  if (seen.has(row.email)) return { ...row, problem: 'DUPLICATE', problemValue: row.email };
  seen.add(row.email);
  return row;
}

/** As it is written: without what is empty, which most of a row is. */
function staged(row: CheckedRow, position: number, invitationId: string) {
  return {
    position,
    line: row.line,
    invitationId,
    email: row.email || undefined,
    roleId: row.roleId ?? undefined,
    roleKind: row.roleKind ?? undefined,
    firstName: row.firstName || undefined,
    lastName: row.lastName || undefined,
    message: row.message || undefined,
    department: row.department || undefined,
    jobTitle: row.jobTitle || undefined,
    problem: row.problem ?? undefined,
    problemValue: row.problemValue || undefined,
    suggestion: row.suggestion || undefined,
  };
}

async function insertRows(tx: Tx, { workspaceId, importId }: ImportRef, rows: StagedRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bulk_import_row (workspace_id, import_id, position, line, invitation_id, email, role_id, role_kind,
      first_name, last_name, message, department, job_title, problem, problem_value, suggestion)
    SELECT ${workspaceId}::uuid, ${importId}::uuid, position, line, "invitationId", coalesce(email, ''), "roleId", "roleKind",
      coalesce("firstName", ''), coalesce("lastName", ''), coalesce(message, ''), coalesce(department, ''),
      coalesce("jobTitle", ''), problem, coalesce("problemValue", ''), coalesce(suggestion, '')
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(
      position int, line int, "invitationId" uuid, email text, "roleId" uuid, "roleKind" role_kind, "firstName" text,
      "lastName" text, message text, department text, "jobTitle" text, problem import_problem, "problemValue" text,
      suggestion text)`;
}
