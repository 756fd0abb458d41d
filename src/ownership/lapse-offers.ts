import { z } from 'zod';
import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { oneByOne, workspaceName } from '../workspaces/one-by-one.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

const row = z.object({ id: z.string(), fromId: z.string(), toId: z.string() });

/** Ends every offer of the ownership whose seven days are over. */
export async function lapseOffers(deps: Deps): Promise<void> {
  const where = { ownershipTransfer: { expiresAt: { lte: deps.now() } } };
  const workspaces = await deps.db.workspace.findMany({ where, select: { id: true } });
  await oneByOne(workspaces, workspaceName, ({ id }) =>
    inTransaction(deps.db, (tx) => lapseOffer(deps, tx, id)),
  );
}

/** The same for one workspace, in a transaction of something for which it is in the way. */
export async function lapseOffer(deps: Deps, tx: Tx, workspaceId: string): Promise<void> {
  const rows = await tx.$queryRaw`
    DELETE FROM ownership_transfer WHERE workspace_id = ${workspaceId}::uuid AND expires_at <= ${deps.now()}
    RETURNING id::text, from_id::text AS "fromId", to_id::text AS "toId"`;
  for (const { id, fromId, toId } of z.array(row).parse(rows)) {
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
