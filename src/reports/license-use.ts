import { z } from 'zod';
import type { Tx } from '../deps.ts';

/** So many licenses are told of by name: those that are nearest to full. */
const NAMED_LICENSES = 8;

export interface LicenseUse {
  count: number;
  seats: number;
  used: number;
  /** The fullest first. */
  fullest: { name: string; seats: number; used: number }[];
}

const rowsOf = z.array(
  z.object({
    ...{ name: z.string(), seats: z.number(), used: z.number() },
    ...{ count: z.number(), allSeats: z.number(), allUsed: z.number() },
  }),
);

/** How many seats of licenses are in use now. */
export async function licenseUse(tx: Tx, workspaceId: string): Promise<LicenseUse> {
  const rows = await tx.$queryRaw`
    SELECT name, seats, seats_used AS used, count(*) OVER ()::int AS count,
      sum(seats) OVER ()::float8 AS "allSeats", sum(seats_used) OVER ()::float8 AS "allUsed"
    FROM license WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL
    ORDER BY seats_used::float8 / seats DESC, seats DESC, name LIMIT ${NAMED_LICENSES}`;
  const all = rowsOf.parse(rows);
  return {
    count: all[0]?.count ?? 0,
    seats: all[0]?.allSeats ?? 0,
    used: all[0]?.allUsed ?? 0,
    fullest: all.map(({ name, seats, used }) => ({ name, seats, used })),
  };
}
