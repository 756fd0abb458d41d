import { z } from 'zod';
import { activityColumns } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { enqueueAll } from '../queue/enqueue.ts';
import { ENDS_SOON_MS } from './invitation-lifetime.ts';

const claimed = z.array(z.object({ workspaceId: z.string(), invitationId: z.string(), version: z.number() }));

/**
 * Claims invitations that end soon, a number at a time, and queues a reminder to each invitee. Left out: those whose mail
 * has not gone out or did not arrive, and workspaces that remind nobody. Returns how many there were.
 */
export async function claimReminders(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { atMost }: { atMost: number },
): Promise<number> {
  const at = now();
  const soon = new Date(at.getTime() + ENDS_SOON_MS);
  return inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw`
      WITH due AS MATERIALIZED (
        SELECT invitation.workspace_id, invitation.id
        FROM invitation JOIN workspace ON workspace.id = invitation.workspace_id AND workspace.remind_invitees
        WHERE status = 'PENDING' AND reminded_at IS NULL AND expires_at > ${at} AND expires_at <= ${soon}
          AND delivery IN ('SENT', 'DEFERRED', 'DELIVERED', 'OPENED')
        ORDER BY email LIMIT ${atMost} FOR NO KEY UPDATE OF invitation
      ), claimed AS (
        UPDATE invitation SET reminded_at = ${at}
        FROM due
        WHERE invitation.workspace_id = due.workspace_id AND invitation.id = due.id AND reminded_at IS NULL
        RETURNING invitation.workspace_id, invitation.id, version
      ), recorded AS (
        INSERT INTO activity (${activityColumns})
        SELECT workspace_id, ${at}, 'invitation.reminded', NULL, 'invitation', id, NULL, NULL, NULL, 'JOB', NULL
        FROM claimed
      )
      SELECT workspace_id::text AS "workspaceId", id::text AS "invitationId", version FROM claimed`;
    const reminders = claimed.parse(rows);
    await enqueueAll(tx, 'mail-reminder', reminders);
    return reminders.length;
  });
}
