import type { Tx } from '../deps.ts';
import type { Prisma, RequestStatus } from '../generated/prisma/client.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { decidedMeanwhile } from './decided-meanwhile.ts';

interface Person {
  name: string;
  slackUserId: string | null;
}

/** What people see of a request. */
export interface SeenRequest {
  id: string;
  /** null: the invitee of an expired invitation asks. */
  requester: Person | null;
  /** The invitation whose link had expired. */
  expired: { inviterName: string; expiresAt: Date } | null;
  emails: string[];
  roleName: string;
  firstName: string;
  lastName: string;
  message: string;
  /** Why. */
  note: string;
  status: RequestStatus;
  decision: { by: Person; at: Date; reason: string; invitedEmails: string[] } | null;
  createdAt: Date;
}

const person = { firstName: true, lastName: true, email: true, slackUserId: true } as const;

export const requestInclude = {
  requester: { select: person },
  decidedBy: { select: person },
  expiredInvitation: { select: { expiresAt: true, inviter: { select: person } } },
  role: { select: { name: true } },
} satisfies Prisma.InvitationRequestInclude;

export function seenRequest(
  row: Prisma.InvitationRequestGetPayload<{ include: typeof requestInclude }>,
): SeenRequest {
  const { id, emails, firstName, lastName, message, note, status, createdAt } = row;
  const { requester, expiredInvitation, decidedBy, decidedAt, decisionReason, invitedEmails } = row;
  return {
    ...{ id, emails, firstName, lastName, message, note, status, createdAt },
    roleName: row.role.name,
    requester: requester && { name: fullName(requester), slackUserId: requester.slackUserId },
    expired: expiredInvitation && {
      inviterName: fullName(expiredInvitation.inviter),
      expiresAt: expiredInvitation.expiresAt,
    },
    decision: decidedBy &&
      decidedAt && {
        by: { name: fullName(decidedBy), slackUserId: decidedBy.slackUserId },
        at: decidedAt,
        reason: decisionReason,
        invitedEmails,
      },
  };
}

/** A request as it is now; undefined: the workspace has none of that id. */
export async function findRequest(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<SeenRequest | undefined> {
  const row = await tx.invitationRequest.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    include: requestInclude,
  });
  return row ? seenRequest(row) : undefined;
}

/** The same for somebody who is about to decide; refuses one that is decided. */
export async function readOpenRequest(tx: Tx, actor: ActorRef, id: string): Promise<SeenRequest> {
  await requirePermission(tx, actor, 'INVITE_USERS');
  const { workspaceId } = actor;
  const request = await findRequest(tx, { workspaceId, id });
  if (request?.status !== 'PENDING') throw await decidedMeanwhile(tx, { workspaceId, id });
  return request;
}
