import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { ImportStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { readSender } from './import-sender.ts';
import type { ImportRef } from './known-rows.ts';
import { requireOwnImport } from './require-own-import.ts';

const responses = z.object({
  accepted: z.number(),
  pending: z.number(),
  expired: z.number(),
  canceled: z.number(),
  /** Of the pending ones: whose mail did not arrive. */
  undelivered: z.number(),
  /** Of the pending ones: whose mail has not left yet. */
  waiting: z.number(),
});

const counts = responses.extend({ mailed: z.number() });

export interface TrackedImport {
  importId: string;
  fileName: string;
  status: ImportStatus;
  startedBy: string;
  /** Whether the mails that have not left can be accepted in their name. */
  senderMayInvite: boolean;
  sentAt: Date;
  /** How many rows are done since when, and how many are left: tells how long it will take. */
  pace: { since: Date; done: number; left: number };
  endedAt: Date | null;
  invited: number;
  /** Whose mails have left. */
  mailed: number;
  /** Rows that invited nobody. */
  leftOut: number;
  responses: z.infer<typeof responses>;
  /** Whoever gets the message that shows it, and where that stands. */
  sentBySlackUserId: string | null;
  slackChannelId: string | null;
  messageTs: string | null;
}

/** How far an import is, and how people responded to it, at this moment. */
export async function trackImport(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, importId }: ImportRef,
  /** null: the product itself asks, to show it to whoever started the import. */
  actor: ActorRef | null,
): Promise<TrackedImport> {
  if (actor) requireOwnImport(actor, { workspaceId, importId });
  if (actor) await requirePermission(db, actor, 'INVITE_USERS');
  const found = await db.bulkImport.findUnique({
    where: { workspaceId_id: { workspaceId, id: importId } },
    include: { startedBy: { select: { firstName: true, lastName: true, email: true, slackUserId: true } } },
  });
  if (!found?.sentAt) throw new Refusal('IMPORT_UNKNOWN', {});
  const rows = await db.$queryRaw`
    SELECT
      count(*) FILTER (WHERE i.status = 'ACCEPTED')::int AS accepted,
      count(*) FILTER (WHERE i.status = 'PENDING')::int AS pending,
      count(*) FILTER (WHERE i.status = 'EXPIRED')::int AS expired,
      count(*) FILTER (WHERE i.status = 'CANCELED')::int AS canceled,
      count(*) FILTER (WHERE i.status = 'PENDING' AND i.undelivered)::int AS undelivered,
      count(*) FILTER (WHERE i.status = 'PENDING' AND i.delivery = 'QUEUED')::int AS waiting,
      count(*) FILTER (WHERE i.delivery <> 'QUEUED')::int AS mailed
    FROM bulk_import_row r
    JOIN invitation i ON i.workspace_id = r.workspace_id AND i.id = r.invitation_id
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid AND r.problem IS NULL`;
  const [{ mailed, ...counted }] = z.tuple([counts]).parse(rows);
  const { fileName, status, sentAt, endedAt, invitedCount, slackChannelId, messageTs } = found;
  const { mailedUpTo, resumedAt, resumedFrom, rowCount } = found;
  const { mayInvite: senderMayInvite } = await readSender(db, { workspaceId, importId });
  return {
    ...{ importId, fileName, status, sentAt, endedAt, slackChannelId, messageTs },
    startedBy: fullName(found.startedBy),
    senderMayInvite,
    pace: { since: resumedAt ?? sentAt, done: mailedUpTo - resumedFrom, left: rowCount - mailedUpTo },
    sentBySlackUserId: found.startedBy.slackUserId,
    invited: invitedCount,
    mailed,
    leftOut: rowCount - invitedCount,
    responses: counted,
  };
}
