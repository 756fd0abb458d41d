import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { enqueue } from '../queue/enqueue.ts';
import { oneByOne, workspaceName } from '../workspaces/one-by-one.ts';
import { EXPIRES_SOON_DAYS } from './license-expiry.ts';

const ids = z.array(z.object({ id: z.string() }));

/**
 * Queues a reminder for every workspace of its licenses that end within thirty days, each once for each last day: a
 * license that is given a later one is told of again.
 */
export async function claimLicenseReminders({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const today = Prisma.sql`(${now()}::timestamptz AT TIME ZONE 'UTC')::date`;
  const isDue = Prisma.sql`deleted_at IS NULL AND expires_on >= ${today} AND expires_on <= ${today} + ${EXPIRES_SOON_DAYS}::int
    AND reminded_of IS DISTINCT FROM expires_on`;
  const workspaces = await db.$queryRaw`SELECT DISTINCT workspace_id::text AS id FROM license WHERE ${isDue}`;
  await oneByOne(ids.parse(workspaces), workspaceName, ({ id: workspaceId }) =>
    inTransaction(db, async (tx) => {
      const ending = await tx.$queryRaw`
        UPDATE license SET reminded_of = expires_on WHERE workspace_id = ${workspaceId}::uuid AND ${isDue}
        RETURNING id::text AS id`;
      const licenseIds = ids.parse(ending).map(({ id }) => id);
      if (licenseIds.length > 0) await enqueue(tx, 'post-license-reminder', { workspaceId, licenseIds });
    }),
  );
}
