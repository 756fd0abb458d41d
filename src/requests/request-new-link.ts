import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Invitation } from '../generated/prisma/client.ts';
import { invitationSource } from '../invitations/invitation-source.ts';
import { enqueue } from '../queue/enqueue.ts';

interface NewLinkWish {
  /** The expired invitation, as its link was found to belong to it. */
  invitation: Invitation;
  origin: Origin;
}

/** For whoever holds the link of an expired invitation: asks for a new one. Asking again changes nothing. */
export async function requestNewLink(deps: Deps, wish: NewLinkWish): Promise<void> {
  await inTransaction(deps.db, (tx) => request(deps, tx, wish));
}

async function request(deps: Deps, tx: Tx, { invitation, origin }: NewLinkWish): Promise<void> {
  const { workspaceId, id: expiredInvitationId, email, roleId, roleKind } = invitation;
  await requireUnknown(deps, tx, invitation);
  const { firstName, lastName } = invitation;
  const id = deps.newId();
  const { count } = await tx.invitationRequest.createMany({
    data: {
      ...{ workspaceId, id, expiredInvitationId, emails: [email], roleId, roleKind, firstName, lastName },
      createdAt: deps.now(),
    },
    skipDuplicates: true,
  });
  if (count === 0) return;
  const role = await tx.role.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: roleId } },
    select: { name: true },
  });
  await recordActivity(deps, tx, [
    {
      workspaceId,
      action: 'request.made',
      actorId: null,
      subject: { type: 'request', id },
      after: { emails: [email], role: role.name, expiredInvitationId },
      origin,
    },
  ]);
  await enqueue(tx, 'announce-request', { workspaceId, requestId: id });
}

/** Whoever has an account or a newer invitation needs no third thing. */
async function requireUnknown(deps: Deps, tx: Tx, invitation: Invitation): Promise<void> {
  const { workspaceId, email } = invitation;
  if ((await tx.user.count({ where: { workspaceId, email } })) > 0) {
    throw new Refusal('USER_EXISTS', { source: await invitationSource(tx, invitation) });
  }
  const open = { workspaceId, email, status: 'PENDING' as const, expiresAt: { gt: deps.now() } };
  if ((await tx.invitation.count({ where: open })) > 0) {
    throw new Refusal('INVITATION_REPLACED', { source: await invitationSource(tx, invitation) });
  }
}
