import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { enqueueAll } from '../queue/enqueue.ts';
import { EXPIRES_SOON_DAYS } from './license-expiry.ts';

const claimed = z.array(z.object({ workspaceId: z.string(), licenseIds: z.array(z.string()) }));

/**
 * Queues a reminder for every workspace of its licenses that end within thirty days, each once for each last day: a
 * license that is given a later one is told of again.
 */
export async function claimLicenseReminders({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw`
      WITH today AS (SELECT (${now()}::timestamptz AT TIME ZONE 'UTC')::date AS day), ending AS (
        UPDATE license SET reminded_of = expires_on FROM today
        WHERE deleted_at IS NULL AND expires_on >= day AND expires_on <= day + ${EXPIRES_SOON_DAYS}::int
          AND reminded_of IS DISTINCT FROM expires_on
        RETURNING workspace_id, id, expires_on
      )
      SELECT workspace_id::text AS "workspaceId", array_agg(id::text ORDER BY expires_on, id) AS "licenseIds"
      FROM ending GROUP BY workspace_id`;
    await enqueueAll(tx, 'post-license-reminder', claimed.parse(rows));
  });
}
