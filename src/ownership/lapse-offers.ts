import { z } from 'zod';
import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

const row = z.object({ workspaceId: z.string(), id: z.string(), fromId: z.string(), toId: z.string() });

/** Ends every offer of the ownership whose seven days are over. */
export async function lapseOffers(deps: Deps): Promise<void> {
  await inTransaction(deps.db, (tx) => lapse(deps, tx, Prisma.sql`TRUE`));
}

/** The same for one workspace, in a transaction of something for which it is in the way. */
export async function lapseOffer(deps: Deps, tx: Tx, workspaceId: string): Promise<void> {
  await lapse(deps, tx, Prisma.sql`workspace_id = ${workspaceId}::uuid`);
}

async function lapse(deps: Deps, tx: Tx, where: Prisma.Sql): Promise<void> {
  const rows = await tx.$queryRaw`
    DELETE FROM ownership_transfer WHERE ${where} AND expires_at <= ${deps.now()}
    RETURNING workspace_id::text AS "workspaceId", id::text, from_id::text AS "fromId", to_id::text AS "toId"`;
  for (const { workspaceId, id, fromId, toId } of z.array(row).parse(rows)) {
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'ownership.lapsed', actorId: null, origin: { source: 'JOB' } },
        subject: { type: 'ownership', id },
      },
    ]);
    const notice = { workspaceId, offerId: id, what: 'LAPSED' as const };
    await tellOfOwnership(tx, { ...notice, userId: fromId, otherId: toId });
    await tellOfOwnership(tx, { ...notice, userId: toId, otherId: fromId });
  }
}
