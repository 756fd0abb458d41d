import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { UserStatus } from '../generated/prisma/client.ts';
import { noteDecision } from '../reviews/note-decision.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { requireSeats, seatRefusal } from '../workspaces/seats.ts';
import { dayText, newAccessEnd, requireAccessEnd } from './access-end.ts';
import { deactivate } from './deactivate.ts';
import { fullName } from './full-name.ts';
import { cancelInvitationsOf, takeOverInvitationsOf } from './invitations-of.ts';
import { requireAnother, requireManagedUser, type SeenUser } from './managed-user.ts';
import { tellUsers } from './tell-users.ts';
import { typedText } from './typed-text.ts';

/** Long enough for the invitations of a whole import. */
const SETTLING = { timeout: 60_000 };

export interface StatusChange {
  actor: ActorRef;
  /** As whoever changes it saw it. */
  user: SeenUser;
  status: 'ACTIVE' | 'INACTIVE';
  /** What becomes of the open invitations of somebody who is deactivated. */
  invitations: 'KEEP' | 'CANCEL';
  /** Of somebody who is reactivated: their last day; null: their access does not end; absent: as it was. */
  accessUntil?: Date | null;
  reason: string;
  /** Whether it is decided in the access review. */
  inReview?: boolean;
  origin: Origin;
}

export interface StatusChanged {
  name: string;
  status: UserStatus;
  /** How many of their invitations whoever did it has kept open or canceled. */
  invitations: number;
  /** How many assets and licenses they had. */
  things: number;
}

/** Deactivates somebody, or gives them their access back, at once. Nobody does it to themselves or to the Owner. */
export async function changeStatus(deps: Deps, change: StatusChange): Promise<StatusChanged> {
  const { workspaceId } = change.actor;
  try {
    return await inTransaction(
      deps.db,
      async (tx) => {
        const { actor, user, isSelf } = await requireManagedUser(tx, change.actor, change.user);
        await requireAnother(tx, actor, isSelf, 'status');
        const isOut = user.status === 'INACTIVE';
        if (isOut === (change.status === 'INACTIVE')) {
          throw new Refusal('STATUS_UNCHANGED', { status: change.status });
        }
        const accessUntil = change.accessUntil === undefined ? user.accessUntil : change.accessUntil;
        const status = isOut ? await reactivate(deps, tx, user, accessUntil) : 'INACTIVE';
        const { origin, inReview = false } = change;
        const leaving = { actorId: actor.userId, inReview, origin };
        const things = isOut ? 0 : await deactivate(deps, tx, user, leaving);
        // Whoever may not invite leaves them as they are: they end when somebody would accept them.
        const settles = !isOut && actor.permissions.includes('INVITE_USERS');
        const settle = change.invitations === 'KEEP' ? takeOverInvitationsOf : cancelInvitationsOf;
        const settlement = { ...change, actor, inviterId: user.id };
        const invitations = settles ? await settle(deps, tx, settlement) : 0;
        await recordChange(deps, tx, change, { before: user.status, after: status, accessUntil });
        return { name: fullName(user), status, invitations, things };
      },
      SETTLING,
    );
  } catch (error) {
    throw await seatRefusal(deps, error, workspaceId, 1);
  }
}

interface Person {
  workspaceId: string;
  id: string;
  identityId: string;
  revision: number;
  activatedAt: Date | null;
  accessUntil: Date | null;
}

/** Whoever never verified their address has still to do that. */
async function reactivate(deps: Deps, tx: Tx, user: Person, accessUntil: Date | null): Promise<UserStatus> {
  const { workspaceId, id, identityId, revision, activatedAt } = user;
  await requireAccessEnd(deps, tx, { workspaceId, accessUntil, before: user.accessUntil });
  await requireSeats(deps, tx, workspaceId, 1);
  const { emailVerified } = await tx.identity.findUniqueOrThrow({ where: { id: identityId } });
  const status = emailVerified ? 'ACTIVE' : 'UNVERIFIED';
  const { count } = await tx.user.updateMany({
    where: { workspaceId, id, revision, status: 'INACTIVE' },
    data: {
      status,
      deactivatedAt: null,
      activatedAt: emailVerified ? (activatedAt ?? deps.now()) : null,
      ...(await newAccessEnd(deps, tx, { workspaceId, accessUntil })),
      revision: { increment: 1 },
    },
  });
  if (count === 0) throw new Error('an account that was locked was changed');
  await noteDecision(deps, tx, {
    workspaceId,
    userIds: [id],
    decision: null,
    inReview: false,
    actorId: null,
  });
  return status;
}

async function recordChange(
  deps: Deps,
  tx: Tx,
  { actor, user, reason, origin }: StatusChange,
  status: { before: UserStatus; after: UserStatus; accessUntil: Date | null },
): Promise<void> {
  const { workspaceId, userId } = actor;
  const isOut = status.after === 'INACTIVE';
  await recordActivity(deps, tx, [
    {
      workspaceId,
      action: isOut ? 'user.deactivated' : 'user.reactivated',
      actorId: userId,
      subject: { type: 'user', id: user.id },
      before: { status: status.before },
      after: { status: status.after, ...(!isOut && { accessUntil: dayText(status.accessUntil) }) },
      reason: typedText(reason),
      origin,
    },
  ]);
  const notice = { workspaceId, userId: user.id, actorId: userId, revision: user.revision + 1 };
  await tellUsers(tx, [{ ...notice, what: isOut ? 'DEACTIVATED' : 'REACTIVATED', changed: [] }]);
}
