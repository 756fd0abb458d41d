import { Readable } from 'node:stream';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { ThingKind, ThingProblem } from '../generated/prisma/enums.ts';
import { UnreadableFile } from '../imports/file-problem.ts';
import { bytesText } from '../licenses/bytes-text.ts';
import { digestKeys } from '../licenses/digest-keys.ts';
import { keptKey } from '../licenses/license-fields.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { typedName } from '../users/typed-text.ts';
import { markKnownThings } from './mark-known-things.ts';
import { readThings, type ThingRow } from './read-things.ts';
import { type ThingImportRef, thingPermissions } from './thing-import-ref.ts';

interface NewThingImport {
  actor: ActorRef;
  kind: ThingKind;
  /** Names the form in which the file was handed in: what comes again from there is the same import. */
  submission: string;
  file: { name: string; bytes: Uint8Array };
}

const ROWS_AT_A_TIME = 2_000;
/** Milliseconds in which 10,000 rows are read and written even by a busy machine. */
const READING_TIMEOUT = 60_000;
const FILE_NAME_MAX_LENGTH = 100;
/** So much of a wrong value is kept. */
const VALUE_MAX_LENGTH = 200;

/** Reads a file of assets or licenses into rows for review. Nothing is added yet; keys of licenses are sealed already. */
export async function startThingImport(deps: Deps, started: NewThingImport): Promise<ThingImportRef> {
  try {
    return await inTransaction(deps.db, (tx) => stage(deps, tx, started), { timeout: READING_TIMEOUT });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new Refusal('FILE_UNREADABLE', { ...error.about, of: started.kind });
  }
}

async function stage(deps: Deps, tx: Tx, started: NewThingImport): Promise<ThingImportRef> {
  const { actor, kind, submission, file } = started;
  const { workspaceId, userId } = actor;
  const { create, assign } = thingPermissions[kind];
  const importer = await requirePermission(tx, actor, create);
  const { header, unread, delimiter, rows } = await readThings(kind, file.bytes, {
    mayAssign: importer.permissions.includes(assign),
  });
  const ref = { workspaceId, importId: deps.newId() };
  const fileName = typedName(file.name).slice(0, FILE_NAME_MAX_LENGTH);
  // Of the same submission twice, the second waits for the first and finds its import.
  const { count } = await tx.thingImport.createMany({
    data: {
      ...{ workspaceId, id: ref.importId, kind, startedById: userId, submission, fileName },
      ...{ header, unreadColumns: unread, delimiter, createdAt: deps.now() },
    },
    skipDuplicates: true,
  });
  if (count === 0) return { workspaceId, importId: await existingImport(tx, started) };
  const batches = Readable.from(inBatches(deps, workspaceId, rows), { highWaterMark: 1 });
  for await (const batch of batches as AsyncIterable<StagedRow[]>) await insertRows(tx, ref, batch);
  if (kind === 'LICENSES') await digestKeys(deps, tx, workspaceId);
  await markKnownThings(tx, ref, kind, importer);
  return ref;
}

async function existingImport(tx: Tx, { actor, submission }: NewThingImport): Promise<string> {
  const { workspaceId, userId } = actor;
  const existing = await tx.thingImport.findUnique({
    where: { workspaceId_submission: { workspaceId, submission }, startedById: userId },
    select: { id: true },
  });
  if (!existing) throw new Refusal('THING_IMPORT_UNKNOWN', {});
  return existing.id;
}

interface StagedRow {
  position: number;
  line: number;
  thingId: string;
  cells: string[];
  known: Record<string, string>;
  /** As the database reads bytes from a text. */
  keySealed: string | null;
  keyHint: string;
  keyDigest: string | null;
  holders: { id: string; email: string }[];
  problem: ThingProblem | null;
  problemValue: string;
  suggestion: string;
}

async function* inBatches(
  deps: Deps,
  workspaceId: string,
  rows: AsyncIterable<ThingRow>,
): AsyncGenerator<StagedRow[]> {
  let position = 0;
  let batch: StagedRow[] = [];
  for await (const row of rows) {
    position += 1;
    batch.push(staged(deps, workspaceId, row, position));
    if (batch.length < ROWS_AT_A_TIME) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function staged(deps: Deps, workspaceId: string, row: ThingRow, position: number): StagedRow {
  const { line, cells, known, key, holders, complaint } = row;
  const thingId = deps.newId();
  const {
    keySealed = null,
    keyHint = '',
    keyDigest = null,
  } = keptKey(deps, { workspaceId, id: thingId }, key);
  return {
    ...{ position, line, thingId, cells, known, keyHint },
    keySealed: keySealed && bytesText(keySealed),
    keyDigest: keyDigest && bytesText(keyDigest),
    holders: holders.map((email) => ({ id: deps.newId(), email })),
    problem: complaint?.problem ?? null,
    problemValue: beginningOf(typedName(complaint?.value ?? '')),
    suggestion: complaint?.suggestion ?? '',
  };
}

/** Whole characters: half an emoji is no text, and the database takes none. */
function beginningOf(value: string): string {
  return Array.from(value).slice(0, VALUE_MAX_LENGTH).join('');
}

async function insertRows(
  tx: Tx,
  { workspaceId, importId }: ThingImportRef,
  rows: StagedRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO thing_import_row (workspace_id, import_id, position, line, thing_id, cells, known, key_sealed, key_hint,
      key_digest, holders, problem, problem_value, suggestion)
    SELECT ${workspaceId}::uuid, ${importId}::uuid, position, line, "thingId", cells, known, "keySealed", "keyHint",
      "keyDigest", holders, problem, "problemValue", suggestion
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(
      position int, line int, "thingId" uuid, cells text[], known jsonb, "keySealed" bytea, "keyHint" text,
      "keyDigest" bytea, holders jsonb, problem thing_problem, "problemValue" text, suggestion text)`;
}
