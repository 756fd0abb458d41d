import type { JobPayload } from '../deps.ts';
import { claimBatch, finishBatch } from '../imports/mail-batch.ts';
import { deliverInvitations } from './deliver-invitations.ts';
import type { JobEdge } from './edge.ts';

/**
 * Mails the next batch of an import, and queues itself again as long as there is one. A batch that was begun and not
 * finished comes first: of it, those go out whose mails are not noted as sent.
 */
export async function mailImport(
  edge: Pick<JobEdge, 'deps' | 'sendMail'>,
  { workspaceId, importId }: JobPayload<'mail-import'>,
): Promise<void> {
  const ref = { workspaceId, importId };
  const batch = await claimBatch(edge.deps, ref);
  if (!batch) return;
  // Whoever sends an invitation again by hand meanwhile has it mailed by that.
  await deliverInvitations(edge, { workspaceId, id: { in: batch.invitationIds }, version: 1 });
  await finishBatch(edge.deps, ref, batch);
}
