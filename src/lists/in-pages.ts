import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** Enough that the way to the database costs little, and few enough to be held. */
const ROWS_AT_A_TIME = 2_000;

export interface TableSql {
  /** The table, whose rows are called `listed` in the other parts. */
  table: Prisma.Sql;
  where: Prisma.Sql;
  /** What of a row is read, besides its `id`. */
  columns: Prisma.Sql;
  joins: Prisma.Sql;
  /** Of what type its ids are: they are given in the order in which rows are made. */
  id: 'uuid' | 'bigint';
}

/**
 * Every row, in the order in which they were made, so many at a time that memory does not grow with them. To be read in
 * one transaction that sees the database as it was at one moment.
 */
export async function* inPages<Row extends { id: string }>(
  tx: Tx,
  row: z.ZodType<Row>,
  { table, where, columns, joins, id }: TableSql,
): AsyncGenerator<Row[]> {
  const type = Prisma.raw(id);
  const rows = z.array(row);
  for (let after: string | undefined; ; ) {
    const beyond = after === undefined ? Prisma.empty : Prisma.sql` AND listed.id > ${after}::${type}`;
    const page = rows.parse(
      await tx.$queryRaw`
        SELECT listed.id::text AS id, ${columns}
        FROM (
          SELECT * FROM ${table} AS listed WHERE ${where}${beyond} ORDER BY listed.id LIMIT ${ROWS_AT_A_TIME}
        ) AS listed ${joins}
        ORDER BY listed.id`,
    );
    if (page.length > 0) yield page;
    if (page.length < ROWS_AT_A_TIME) return;
    after = page.at(-1)?.id;
  }
}
