import type { JobPayload } from '../deps.ts';
import { deliverInvitations } from './deliver-invitations.ts';
import type { JobEdge } from './edge.ts';

/** Mails those of the invitations that are still open in this version and not mailed yet. */
export async function mailInvitations(
  edge: Pick<JobEdge, 'deps' | 'sendMail'>,
  { workspaceId, invitations }: JobPayload<'mail-invitations'>,
): Promise<void> {
  await deliverInvitations(edge, {
    workspaceId,
    OR: invitations.map(({ id, version }) => ({ id, version })),
  });
}
