import { z } from 'zod';
import type { Tx } from '../deps.ts';

const rows = z.array(z.object({ timeZone: z.string() }));

/** Where there is somebody whose access ends: which day it is depends on the time zone. */
export async function timeZonesOfEnds(tx: Tx): Promise<string[]> {
  const zones = await tx.$queryRaw`
    SELECT DISTINCT w.time_zone AS "timeZone" FROM "user" u JOIN workspace w ON w.id = u.workspace_id
    WHERE u.access_until IS NOT NULL AND u.status <> 'INACTIVE'`;
  return rows.parse(zones).map(({ timeZone }) => timeZone);
}
