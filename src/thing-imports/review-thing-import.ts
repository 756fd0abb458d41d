import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { type ThingKind, ThingProblem } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { lookAgain } from './mark-known-things.ts';
import { findThingImport, thingPermissions } from './thing-import-ref.ts';

/** So many rows with errors are shown; a file has them all. */
const ERRORS_SHOWN = 10;

export interface ThingRowError {
  kind: ThingKind;
  line: number;
  problem: ThingProblem;
  value: string;
  /** Empty: nothing comes to mind. */
  suggestion: string;
}

export interface ThingImportReview {
  importId: string;
  kind: ThingKind;
  fileName: string;
  rowCount: number;
  /** null: nothing was added yet. */
  createdCount: number | null;
  toCreate: number;
  /** How many times something is given to somebody. */
  toAssign: number;
  /** How many rows there are of each problem. */
  problems: Partial<Record<ThingProblem, number>>;
  /** What the columns of the file are called that are not read. */
  unreadColumns: string[];
  /** The first rows that add nothing. */
  errors: ThingRowError[];
}

const totals = z.array(
  z.object({ problem: z.enum(ThingProblem).nullable(), count: z.number(), given: z.number() }),
);

/** What importing would add, as things are now; of what was imported, what it added. */
export async function reviewThingImport(
  { db }: Pick<Deps, 'db'>,
  actor: ActorRef,
  importId: string,
): Promise<ThingImportReview> {
  const { workspaceId } = actor;
  const { kind, fileName, unreadColumns } = await findThingImport(db, actor, importId);
  const importer = await requirePermission(db, actor, thingPermissions[kind].create);
  await inTransaction(db, (tx) => lookAgain(tx, { workspaceId, importId }, kind, importer));
  const { createdCount } = await findThingImport(db, actor, importId);
  const counted = await db.$queryRaw`
    SELECT problem, count(*)::int AS count, coalesce(sum(jsonb_array_length(holders)), 0)::int AS given
    FROM thing_import_row WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid
    GROUP BY problem ORDER BY problem`;
  const rows = totals.parse(counted);
  const wanted = rows.find(({ problem }) => problem === null);
  const errors = await db.thingImportRow.findMany({
    where: { workspaceId, importId, problem: { not: null } },
    orderBy: { position: 'asc' },
    take: ERRORS_SHOWN,
    select: { line: true, problem: true, problemValue: true, suggestion: true },
  });
  return {
    ...{ importId, kind, fileName, createdCount, unreadColumns },
    rowCount: rows.reduce((sum, { count }) => sum + count, 0),
    toCreate: wanted?.count ?? 0,
    toAssign: wanted?.given ?? 0,
    problems: Object.fromEntries(rows.flatMap(({ problem, count }) => (problem ? [[problem, count]] : []))),
    errors: errors.flatMap(({ problem, problemValue, ...row }) =>
      problem ? [{ ...row, kind, problem, value: problemValue }] : [],
    ),
  };
}
