import { z } from 'zod';
import { recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';

/** Archives pending invitations of these addresses whose seven days are over, so that they can be invited again. */
export async function expireLapsed(deps: Deps, tx: Tx, workspaceId: string, emails: string[]): Promise<void> {
  const now = deps.now();
  const rows = await tx.$queryRaw`
    UPDATE invitation SET status = 'EXPIRED', settled_at = ${now}
    WHERE workspace_id = ${workspaceId}::uuid AND email = ANY(${emails}) AND status = 'PENDING' AND expires_at <= ${now}
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
