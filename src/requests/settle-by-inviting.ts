import { z } from 'zod';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import type { ActorRef } from '../roles/permitted.ts';

interface Resent {
  actor: ActorRef;
  /** The invitations, with the addresses to which they were sent. */
  sent: { id: string; email: string }[];
  origin: Origin;
}

/** Whoever sends an expired invitation again does what its invitee may have asked for: that is decided then. */
export async function settleByResending(
  deps: Deps,
  tx: Tx,
  { actor: { workspaceId, userId }, sent, origin }: Resent,
): Promise<void> {
  const rows = await tx.$queryRaw`
    UPDATE invitation_request AS q
    SET status = 'APPROVED', decided_by_id = ${userId}::uuid, decided_at = ${deps.now()}, invited_emails = q.emails
    FROM jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) AS sent(id uuid, email text)
    WHERE q.workspace_id = ${workspaceId}::uuid AND q.expired_invitation_id = sent.id
      AND q.emails = ARRAY[sent.email] AND q.status = 'PENDING'
    RETURNING q.id::text, q.emails`;
  const settled = z.array(z.object({ id: z.string(), emails: z.array(z.string()) })).parse(rows);
  if (settled.length === 0) return;
  await recordActivity(
    deps,
    tx,
    settled.map(({ id, emails }) => ({
      workspaceId,
      action: 'request.approved' as const,
      actorId: userId,
      subject: { type: 'request' as const, id },
      before: { status: 'PENDING' },
      after: { status: 'APPROVED', invited: emails },
      origin,
    })),
  );
  for (const { id } of settled) await enqueue(tx, 'update-request-cards', { workspaceId, requestId: id });
}
