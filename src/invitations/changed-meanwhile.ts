import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { fullName } from '../users/full-name.ts';
import { changesOf } from './invitation-history.ts';

interface InvitationRef {
  workspaceId: string;
  id: string;
}

/** For whoever acts on an invitation that is not any more as they saw it: what it is now, and whose doing that was. */
export async function changedMeanwhile(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, id }: InvitationRef,
): Promise<Refusal> {
  const invitation = await tx.invitation.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { email: true, status: true, expiresAt: true },
  });
  if (!invitation) return new Refusal('INVITATION_UNKNOWN', {});
  const { email, status, expiresAt } = invitation;
  const last = await tx.activity.findFirst({
    where: changesOf(workspaceId, [id]),
    select: { at: true, actorId: true },
    orderBy: { id: 'desc' },
  });
  return new Refusal('INVITATION_CHANGED', {
    email,
    status: status === 'PENDING' && expiresAt <= now() ? 'EXPIRED' : status,
    expiresAt,
    changedBy: last?.actorId ? await nameOf(tx, workspaceId, last.actorId) : null,
    changedAt: last?.at ?? expiresAt,
  });
}

async function nameOf(tx: Tx, workspaceId: string, id: string): Promise<string | null> {
  const user = await tx.user.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { firstName: true, lastName: true, email: true },
  });
  return user && fullName(user);
}
