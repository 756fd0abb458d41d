import { z } from 'zod';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { enqueueAll } from '../queue/enqueue.ts';
import type { ActorRef } from '../roles/permitted.ts';

/** Requests `q` of invitees for a new link to these addresses; found by the index that lets each link ask once. */
export function askedForByLink(workspaceId: string, emails: string[]): Prisma.Sql {
  return Prisma.sql`
    q.workspace_id = ${workspaceId}::uuid AND q.requester_id IS NULL AND q.status = 'PENDING'
    AND request_address_key(q.emails) = ANY(ARRAY(
      SELECT request_address_key(ARRAY[email]) FROM unnest(${emails}::text[]) AS email))`;
}

interface Invited {
  actor: ActorRef;
  /** To whom invitations were sent, for the first time or again. */
  emails: string[];
  origin: Origin;
}

/** Whoever sends an invitation does what its invitee, whose link had expired, may have asked for: that is decided then. */
export async function settleByInviting(
  deps: Deps,
  tx: Tx,
  { actor: { workspaceId, userId }, emails, origin }: Invited,
): Promise<void> {
  const rows = await tx.$queryRaw`
    UPDATE invitation_request AS q
    SET status = 'APPROVED', decided_by_id = ${userId}::uuid, decided_at = ${deps.now()}, invited_emails = q.emails
    WHERE ${askedForByLink(workspaceId, emails)}
    RETURNING q.id::text, q.emails`;
  const settled = z.array(z.object({ id: z.string(), emails: z.array(z.string()) })).parse(rows);
  if (settled.length === 0) return;
  await recordActivity(
    deps,
    tx,
    settled.map(({ id, emails: invited }) => ({
      workspaceId,
      action: 'request.approved' as const,
      actorId: userId,
      subject: { type: 'request' as const, id },
      before: { status: 'PENDING' },
      after: { status: 'APPROVED', invited },
      origin,
    })),
  );
  const cards = settled.map(({ id }) => ({ workspaceId, requestId: id }));
  await enqueueAll(tx, 'update-request-cards', cards);
}
