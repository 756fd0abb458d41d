import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { Deps, Tx } from '../deps.ts';
import { type AddressProblem, Refusal, violates } from '../errors.ts';
import type { InvitationRequest } from '../generated/prisma/client.ts';
import { changedMeanwhile } from '../invitations/changed-meanwhile.ts';
import { createInvitations } from '../invitations/create-invitations.ts';
import { expireLapsed } from '../invitations/expire-lapsed.ts';
import { addressProblems } from '../invitations/known-addresses.ts';
import { sendAgain } from '../invitations/resend-invitation.ts';
import { enqueue } from '../queue/enqueue.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { seatRefusal } from '../workspaces/seats.ts';
import { decidedMeanwhile } from './decided-meanwhile.ts';

interface Approval {
  actor: ActorRef;
  requestId: string;
  origin: Origin;
}

export interface Approved {
  /** Who was sent an invitation. */
  invited: string[];
  /** Who was not, because they have an account or an invitation by now. */
  leftOut: AddressProblem[];
}

/** As often as others may be inviting the same people at the same moments. */
const TRIES = 5;

/**
 * Does what was asked for, in the approver's name: they vouch for the invitations. Whatever refuses these leaves the
 * request open. Of several who decide at once, one does.
 */
export async function approveRequest(deps: Deps, approval: Approval, tries = TRIES): Promise<Approved> {
  try {
    return await inTransaction(deps.db, (tx) => approve(deps, tx, approval));
  } catch (error) {
    // Invited or joined since this transaction looked: looked at again, they are left out.
    if (tries > 1 && isKnownByNow(error)) return approveRequest(deps, approval, tries - 1);
    if (!violates(error, 'seats_within_limit')) throw error;
    const { workspaceId } = approval.actor;
    const { emails } = await deps.db.invitationRequest.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id: approval.requestId } },
      select: { emails: true },
    });
    throw await seatRefusal(deps, error, workspaceId, emails.length);
  }
}

function isKnownByNow(error: unknown): boolean {
  if (violates(error, 'invitation_is_for_no_user') || isUniqueViolation(error)) return true;
  if (!(error instanceof Refusal)) return false;
  const refusal = error.asUnion();
  if (refusal.code === 'INVITATION_CHANGED') return refusal.facts.status === 'PENDING';
  return (
    refusal.code === 'ADDRESSES_REFUSED' &&
    refusal.facts.problems.every(({ reason }) => reason === 'ALREADY_INVITED' || reason === 'ALREADY_A_USER')
  );
}

async function approve(deps: Deps, tx: Tx, approval: Approval): Promise<Approved> {
  const { actor, requestId, origin } = approval;
  const { workspaceId, userId } = actor;
  await keepActor(tx, actor);
  await requirePermission(tx, actor, 'INVITE_USERS');
  const request = await claim(tx, approval);
  await expireLapsed(deps, tx, workspaceId, request.emails);
  const known = await addressProblems(tx, workspaceId, request.emails);
  const leftOut = known.toSorted((one, other) => (one.email < other.email ? -1 : 1));
  const invited = request.emails.filter((email) => !leftOut.some((one) => one.email === email));
  if (invited.length > 0) await invite(deps, tx, approval, request, invited);
  await tx.invitationRequest.update({
    where: { workspaceId_id: { workspaceId, id: requestId } },
    data: { status: 'APPROVED', decidedById: userId, decidedAt: deps.now(), invitedEmails: invited },
  });
  await recordActivity(deps, tx, [
    {
      workspaceId,
      action: 'request.approved',
      actorId: userId,
      subject: { type: 'request', id: requestId },
      before: { status: 'PENDING' },
      after: { status: 'APPROVED', invited },
      origin,
    },
  ]);
  await enqueue(tx, 'update-request-cards', { workspaceId, requestId });
  await enqueue(tx, 'tell-requester', { workspaceId, requestId });
  return { invited, leftOut };
}

/** Whoever decides at the same time waits here, and then finds it decided. */
async function claim(tx: Tx, { actor: { workspaceId }, requestId }: Approval): Promise<InvitationRequest> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT id FROM invitation_request
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${requestId}::uuid AND status = 'PENDING'
    FOR NO KEY UPDATE`;
  if (locked.length === 0) throw await decidedMeanwhile(tx, { workspaceId, id: requestId });
  return tx.invitationRequest.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: requestId } },
  });
}

async function invite(
  deps: Deps,
  tx: Tx,
  { actor, origin }: Approval,
  request: InvitationRequest,
  emails: string[],
): Promise<void> {
  const { workspaceId, expiredInvitationId, roleId, firstName, lastName, message } = request;
  if (!expiredInvitationId) {
    const details = { role: { id: roleId }, firstName, lastName, message, problems: [], emails };
    await createInvitations(deps, tx, { actor, origin, ...details });
    return;
  }
  // What the approver reads on the card, and nothing that it has become since.
  const invitation = await tx.invitation.findFirst({
    where: { workspaceId, id: expiredInvitationId, status: 'EXPIRED', email: { in: emails }, roleId },
    select: { id: true, revision: true },
  });
  if (!invitation) throw await changedMeanwhile(deps, tx, { workspaceId, id: expiredInvitationId });
  await sendAgain(deps, tx, { actor, invitation, origin });
}
