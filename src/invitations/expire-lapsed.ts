import { z } from 'zod';
import { recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';

/**
 * Archives pending invitations whose seven days are over: those of some addresses, so that these can be invited again,
 * or all of the workspace, whose seats become free.
 */
export async function expireLapsed(
  deps: Deps,
  tx: Tx,
  workspaceId: string,
  emails?: string[],
): Promise<void> {
  const now = deps.now();
  // Locked in one order, so that two who do this at once wait for each other in turn.
  const rows = await tx.$queryRaw`
    WITH lapsed AS MATERIALIZED (
      SELECT id FROM invitation
      WHERE workspace_id = ${workspaceId}::uuid AND status = 'PENDING' AND expires_at <= ${now}
        AND (${emails === undefined} OR email = ANY(${emails ?? []}))
      ORDER BY email FOR NO KEY UPDATE
    )
    UPDATE invitation SET status = 'EXPIRED', settled_at = ${now}
    WHERE workspace_id = ${workspaceId}::uuid AND id IN (SELECT id FROM lapsed) AND status = 'PENDING'
    RETURNING id`;
  const expired = z.array(z.object({ id: z.string() })).parse(rows);
  if (expired.length === 0) return;
  await recordActivity(
    deps,
    tx,
    expired.map(({ id }) => ({
      workspaceId,
      action: 'invitation.expired' as const,
      actorId: null,
      subject: { type: 'invitation' as const, id },
      origin: { source: 'JOB' as const },
    })),
  );
}
