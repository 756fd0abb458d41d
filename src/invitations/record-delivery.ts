import { z } from 'zod';
import { activityColumns } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, JobPayload } from '../deps.ts';
import { type DeliveryStatus, Prisma } from '../generated/prisma/client.ts';
import { enqueueAll } from '../queue/enqueue.ts';

export interface DeliveryEvent {
  workspaceId: string;
  /** Of the invitation, in the version whose mail it was. */
  id: string;
  version: number;
  delivery: DeliveryStatus;
  at: Date;
  /** Why, as the mail service says. */
  detail: string;
}

/** From nothing known to the worst: whatever order events come in, the last of these is what is true. */
const ranks: DeliveryStatus[] = [
  ...(['QUEUED', 'SENT', 'DEFERRED', 'DELIVERED', 'OPENED'] as const),
  ...(['BOUNCED', 'DROPPED', 'SPAM'] as const),
];

const rankOf = (delivery: Prisma.Sql) => Prisma.sql`array_position(${ranks}::delivery_status[], ${delivery})`;

/** As many as a job is told of. */
const REPORTED_AT_ONCE = 1000;

const failed = z.array(
  z.object({ workspaceId: z.string(), inviterId: z.string(), id: z.string(), version: z.number() }),
);

type Failed = z.infer<typeof failed>;

/**
 * Notes how far the mails of invitations came, those of one request in one statement. Of an open invitation whose mail
 * turns out not to arrive, the inviter and the channel hear, once; of several at once, in one message. Unknown invitations
 * and older versions are left out.
 */
export async function recordDelivery(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  events: DeliveryEvent[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const rows = await tx.$queryRaw`
      WITH event AS (
        SELECT DISTINCT ON ("workspaceId", id, version) *, ${rankOf(Prisma.sql`delivery`)} AS rank
        FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS said(
          "workspaceId" uuid, id uuid, version int, delivery delivery_status, at timestamptz, detail text)
        ORDER BY "workspaceId", id, version, rank DESC, at
      ), known AS MATERIALIZED (
        SELECT event.*, invitation.undelivered AS "isTold"
        FROM event JOIN invitation
          ON invitation.workspace_id = "workspaceId" AND invitation.id = event.id AND invitation.version = event.version
        WHERE rank > ${rankOf(Prisma.sql`invitation.delivery`)}
        -- Locked in one order, as by everybody who locks several.
        ORDER BY invitation.email FOR NO KEY UPDATE OF invitation
      ), changed AS (
        UPDATE invitation SET delivery = known.delivery, delivery_at = known.at, delivery_detail = known.detail
        FROM known
        WHERE invitation.workspace_id = "workspaceId" AND invitation.id = known.id AND invitation.version = known.version
        RETURNING known.*, invitation.undelivered, invitation.email, invitation.status, invitation.expires_at, invitation.inviter_id
      ), failed AS (
        SELECT * FROM changed
        WHERE status = 'PENDING' AND expires_at > ${now()} AND undelivered AND NOT "isTold"
      ), recorded AS (
        INSERT INTO activity (${activityColumns})
        SELECT "workspaceId", ${now()}, 'invitation.bounced', NULL, 'invitation', id,
               NULL, jsonb_build_object('delivery', delivery, 'email', email, 'version', version),
               nullif(detail, ''), 'JOB', NULL
        FROM failed
      )
      SELECT "workspaceId"::text, inviter_id::text AS "inviterId", id::text, version FROM failed ORDER BY email`;
    await enqueueAll(tx, 'report-undeliverable-invitations', reportsOf(failed.parse(rows)));
  });
}

/** A report to each inviter and to each workspace's channel. */
function reportsOf(all: Failed): JobPayload<'report-undeliverable-invitations'>[] {
  const reports = new Map<string, JobPayload<'report-undeliverable-invitations'>>();
  for (const [index, { workspaceId, inviterId, id, version }] of all.entries()) {
    for (const to of [inviterId, null]) {
      const key = [workspaceId, to, Math.floor(index / REPORTED_AT_ONCE)].join();
      const report = reports.get(key) ?? { workspaceId, inviterId: to, invitations: [] };
      report.invitations.push({ id, version });
      reports.set(key, report);
    }
  }
  return [...reports.values()];
}
