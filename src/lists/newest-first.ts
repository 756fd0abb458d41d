import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';

const ROWS_PER_PAGE = 10;
/** Beyond, a list says "more than": counting everything takes longer the more there is. */
const COUNTED_ROWS = 200;

/** A place in a list, which is ordered by when its rows were made. */
interface Position {
  createdAt: string;
  id: string;
}

export interface ListQuery<Filter extends string> {
  filter: Filter;
  /** Words, the last by its beginning; empty: everything. */
  search: string;
  /** Where the page starts; absent: at the newest. */
  from?: { position: Position; direction: 'older' | 'newer' };
}

export interface Page<Row> {
  rows: Row[];
  /** How many there are on all pages, counted up to a limit; `isMore`: there are more than that. */
  matching: { count: number; isMore: boolean };
  newer: Position | undefined;
  older: Position | undefined;
}

interface ListSql {
  /** The table, whose rows are called `listed` in the other parts. */
  table: Prisma.Sql;
  where: Prisma.Sql;
  /** What of a row is read, besides its `id` and `createdAt`. */
  columns: Prisma.Sql;
  joins: Prisma.Sql;
}

/** One page of a list, the newest first. Pages are found by position, never by counting rows. */
export async function newestFirst<Row extends { id: string; createdAt: Date }>(
  tx: Tx,
  row: z.ZodType<Row>,
  { table, where, columns, joins }: ListSql,
  from: ListQuery<string>['from'],
): Promise<Page<Row>> {
  const backwards = from?.direction === 'newer';
  const order = backwards
    ? Prisma.sql`listed.created_at ASC, listed.id ASC`
    : Prisma.sql`listed.created_at DESC, listed.id DESC`;
  const beyond = from
    ? Prisma.sql` AND (listed.created_at, listed.id) ${backwards ? Prisma.sql`>` : Prisma.sql`<`} (${new Date(from.position.createdAt)}, ${from.position.id}::uuid)`
    : Prisma.empty;
  const found = z.array(row).parse(
    await tx.$queryRaw`
      SELECT listed.id::text AS id, listed.created_at AS "createdAt", ${columns}
      FROM (
        SELECT * FROM ${table} AS listed WHERE ${where}${beyond} ORDER BY ${order} LIMIT ${ROWS_PER_PAGE + 1}
      ) AS listed ${joins}
      ORDER BY ${order}`,
  );
  const more = found.length > ROWS_PER_PAGE;
  const rows = found.slice(0, ROWS_PER_PAGE);
  if (backwards) rows.reverse();
  return {
    rows,
    matching: await countMatching(tx, table, where),
    newer: (backwards ? more : from !== undefined) ? positionOf(rows.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(rows.at(-1)) : undefined,
  };
}

async function countMatching(
  tx: Tx,
  table: Prisma.Sql,
  where: Prisma.Sql,
): Promise<Page<unknown>['matching']> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS count
    FROM (SELECT 1 FROM ${table} AS listed WHERE ${where} LIMIT ${COUNTED_ROWS + 1}) AS matching`;
  const count = z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
  return { count: Math.min(count, COUNTED_ROWS), isMore: count > COUNTED_ROWS };
}

function positionOf(row: { id: string; createdAt: Date } | undefined): Position | undefined {
  return row && { createdAt: row.createdAt.toISOString(), id: row.id };
}
