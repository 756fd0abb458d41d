import { z } from 'zod';
import { activityColumns } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';

/**
 * Archives pending invitations whose seven days are over: those of some addresses, so that these can be invited again,
 * or all of the workspace, whose seats become free.
 */
export async function expireLapsed(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  workspaceId: string,
  emails?: string[],
): Promise<void> {
  const ofWorkspace = Prisma.sql`workspace_id = ${workspaceId}::uuid`;
  const which = emails ? Prisma.sql`${ofWorkspace} AND email = ANY(${emails})` : ofWorkspace;
  await archive(tx, which, now());
}

/** The same for all workspaces, a number at a time so that nobody waits for long; returns how many there were. */
export async function expireSome({ now }: Pick<Deps, 'now'>, tx: Tx, atMost: number): Promise<number> {
  return archive(tx, Prisma.sql`TRUE`, now(), atMost);
}

async function archive(tx: Tx, which: Prisma.Sql, now: Date, atMost?: number): Promise<number> {
  const limit = atMost === undefined ? Prisma.empty : Prisma.sql`LIMIT ${atMost}`;
  // Locked in one order, so that two who do this at once wait for each other in turn.
  const rows = await tx.$queryRaw`
    WITH lapsed AS MATERIALIZED (
      SELECT workspace_id, id FROM invitation
      WHERE ${which} AND status = 'PENDING' AND expires_at <= ${now}
      ORDER BY email ${limit} FOR NO KEY UPDATE
    ), expired AS (
      UPDATE invitation SET status = 'EXPIRED', settled_at = ${now}
      FROM lapsed
      WHERE invitation.workspace_id = lapsed.workspace_id AND invitation.id = lapsed.id AND invitation.status = 'PENDING'
      RETURNING invitation.workspace_id, invitation.id
    ), recorded AS (
      INSERT INTO activity (${activityColumns})
      SELECT workspace_id, ${now}, 'invitation.expired', NULL, 'invitation', id,
             '{"status":"PENDING"}'::jsonb, '{"status":"EXPIRED"}'::jsonb, NULL, 'JOB', NULL
      FROM expired
    )
    SELECT count(*)::int AS count FROM expired`;
  return z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
}
