import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { ImportProblem, type ImportStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { countSeats } from '../workspaces/seats.ts';
import { type ImportRef, knownProblems, lookAgain } from './known-rows.ts';
import { requireOwnImport } from './require-own-import.ts';

/** So many rows with errors are shown; a file has them all. */
const ERRORS_SHOWN = 10;

export interface RowError {
  line: number;
  problem: ImportProblem;
  value: string;
  /** Empty: nothing comes to mind. */
  suggestion: string;
}

export interface ImportReview {
  importId: string;
  fileName: string;
  status: ImportStatus;
  rowCount: number;
  skipKnown: boolean;
  toInvite: number;
  /** How many rows there are of each problem. */
  problems: Partial<Record<ImportProblem, number>>;
  /** The first rows that need mending. */
  errors: RowError[];
  /** What the columns of the file are called that are not read. */
  unreadColumns: string[];
  /** How many people get which role. */
  roles: { name: string; count: number }[];
  /** null: the plan has no limit. */
  seatsLeft: number | null;
}

const totals = z.array(
  z.object({ problem: z.enum(ImportProblem).nullable(), roleName: z.string().nullable(), count: z.number() }),
);

/** Nothing is wrong with the people; the file has them twice. */
const harmless: ImportProblem[] = ['DUPLICATE'];

/** Of which problems the rows are to be mended. */
export function errorProblems(skipKnown: boolean): ImportProblem[] {
  const leftOut = skipKnown ? [...harmless, ...knownProblems] : harmless;
  return Object.values(ImportProblem).filter((problem) => !leftOut.includes(problem));
}

/** What sending an import would do, as things are now. */
export async function reviewImport(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: ActorRef,
  { workspaceId, importId }: ImportRef,
): Promise<ImportReview> {
  requireOwnImport(actor, { workspaceId, importId });
  await requirePermission(db, actor, 'INVITE_USERS');
  await inTransaction(db, (tx) => lookAgain({ now }, tx, { workspaceId, importId }), { timeout: 60_000 });
  const found = await db.bulkImport.findUnique({
    where: { workspaceId_id: { workspaceId, id: importId } },
    select: { fileName: true, status: true, rowCount: true, skipKnown: true, unreadColumns: true },
  });
  if (!found) throw new Refusal('IMPORT_UNKNOWN', {});
  const counted = await db.$queryRaw`
    SELECT r.problem, role.name AS "roleName", count(*)::int AS count
    FROM bulk_import_row r
    LEFT JOIN role ON r.problem IS NULL AND role.workspace_id = r.workspace_id AND role.id = r.role_id
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid
    GROUP BY 1, 2 ORDER BY 3 DESC`;
  const rows = totals.parse(counted);
  const wanted = rows.filter(({ problem }) => problem === null);
  const errors = await db.bulkImportRow.findMany({
    where: { workspaceId, importId, problem: { in: errorProblems(found.skipKnown) } },
    orderBy: { position: 'asc' },
    take: ERRORS_SHOWN,
    select: { line: true, problem: true, problemValue: true, suggestion: true },
  });
  const { limit, taken } = await countSeats(db, workspaceId, now());
  return {
    ...found,
    importId,
    toInvite: wanted.reduce((sum, { count }) => sum + count, 0),
    problems: Object.fromEntries(rows.flatMap(({ problem, count }) => (problem ? [[problem, count]] : []))),
    errors: errors.flatMap(({ problem, problemValue, ...row }) =>
      problem ? [{ ...row, problem, value: problemValue }] : [],
    ),
    roles: wanted.map(({ roleName, count }) => ({ name: roleName ?? '', count })),
    seatsLeft: limit === null ? null : Math.max(0, limit - taken),
  };
}
