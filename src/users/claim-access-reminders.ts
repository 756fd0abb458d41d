import { z } from 'zod';
import { activityColumns } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { enqueueAll } from '../queue/enqueue.ts';
import { localTime } from '../workspaces/local-time.ts';
import { oneByOne } from '../workspaces/one-by-one.ts';
import { dayText, REMINDED_DAYS } from './access-end.ts';
import { timeZonesOfEnds } from './time-zones-of-ends.ts';

const claimed = z.array(z.object({ workspaceId: z.string(), userId: z.string(), accessUntil: z.string() }));

/** Queues a reminder of everybody whose access ends in 14 or in two days, each once: by time zones, as days are. */
export async function claimAccessReminders(
  deps: Pick<Deps, 'db' | 'now'>,
  { atMost }: { atMost: number },
): Promise<void> {
  const zones = await timeZonesOfEnds(deps.db);
  await oneByOne(zones, String, async (timeZone) => {
    while ((await claimSome(deps, timeZone, atMost)) === atMost);
  });
}

async function claimSome(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  timeZone: string,
  atMost: number,
): Promise<number> {
  const at = now();
  const [early, late] = REMINDED_DAYS;
  const today = Prisma.sql`${dayText(localTime(at, timeZone).day)}::date`;
  const step = Prisma.sql`CASE WHEN u.access_until <= ${today} + ${late}::int THEN ${late}::int ELSE ${early}::int END`;
  return inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw`
      WITH due AS MATERIALIZED (
        SELECT u.workspace_id, u.id, ${step} AS days
        FROM "user" u JOIN workspace w ON w.id = u.workspace_id AND w.time_zone = ${timeZone}
        WHERE u.access_until >= ${today} AND u.access_until <= ${today} + ${early}::int AND u.status <> 'INACTIVE'
          AND (u.access_reminded IS NULL OR u.access_reminded > ${step})
        ORDER BY u.workspace_id, u.id LIMIT ${atMost} FOR NO KEY UPDATE OF u
      ), claimed AS (
        UPDATE "user" u SET access_reminded = due.days
        FROM due
        WHERE u.workspace_id = due.workspace_id AND u.id = due.id
          AND (u.access_reminded IS NULL OR u.access_reminded > due.days)
        RETURNING u.workspace_id, u.id, u.access_until
      ), recorded AS (
        INSERT INTO activity (${activityColumns})
        SELECT workspace_id, ${at}, 'user.access-reminded', NULL, 'user', id, NULL, NULL, NULL, 'JOB', NULL
        FROM claimed
      )
      SELECT workspace_id::text AS "workspaceId", id::text AS "userId", access_until::text AS "accessUntil"
      FROM claimed`;
    const reminders = claimed.parse(rows);
    const told = reminders.map((one) => ({ ...one, what: 'SOON' as const }));
    await enqueueAll(tx, 'tell-of-access-end', told);
    return reminders.length;
  });
}
