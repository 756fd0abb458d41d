import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { takeBackFrom } from '../assets/take-back-from.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { UserStatus } from '../generated/prisma/client.ts';
import { takeLicensesFrom } from '../licenses/take-licenses-from.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { requireSeats, seatRefusal } from '../workspaces/seats.ts';
import { fullName } from './full-name.ts';
import { cancelInvitationsOf, takeOverInvitationsOf } from './invitations-of.ts';
import { requireAnother, requireManagedUser, type SeenUser } from './managed-user.ts';
import { tellUser } from './tell-user.ts';
import { typedText } from './typed-text.ts';

export interface StatusChange {
  actor: ActorRef;
  /** As whoever changes it saw it. */
  user: SeenUser;
  status: 'ACTIVE' | 'INACTIVE';
  /** What becomes of the open invitations of somebody who is deactivated. */
  invitations: 'KEEP' | 'CANCEL';
  reason: string;
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
    return await inTransaction(deps.db, async (tx) => {
      const { actor, user, isSelf } = await requireManagedUser(tx, change.actor, change.user);
      await requireAnother(tx, actor, isSelf, 'status');
      const isOut = user.status === 'INACTIVE';
      if (isOut === (change.status === 'INACTIVE')) {
        throw new Refusal('STATUS_UNCHANGED', { status: change.status });
      }
      const status = isOut ? await reactivate(deps, tx, user) : await deactivate(deps, tx, user);
      // Whoever may not invite leaves them as they are: they end when somebody would accept them.
      const settles = !isOut && actor.permissions.includes('INVITE_USERS');
      const settle = change.invitations === 'KEEP' ? takeOverInvitationsOf : cancelInvitationsOf;
      const settlement = { ...change, actor, inviterId: user.id };
      const invitations = settles ? await settle(deps, tx, settlement) : 0;
      const leaving = { workspaceId, userId: user.id, actorId: actor.userId, origin: change.origin };
      const assets = isOut ? 0 : await takeBackFrom(deps, tx, leaving);
      const licenses = isOut ? 0 : await takeLicensesFrom(deps, tx, leaving);
      await recordChange(deps, tx, change, { before: user.status, after: status });
      return { name: fullName(user), status, invitations, things: assets + licenses };
    });
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
}

/** Ends every session with the sign-in's last active user; the database refuses it for the Owner. */
async function deactivate(deps: Deps, tx: Tx, user: Person): Promise<UserStatus> {
  const { workspaceId, id, identityId, revision } = user;
  const { count } = await tx.user.updateMany({
    where: { workspaceId, id, revision, status: { not: 'INACTIVE' } },
    data: {
      status: 'INACTIVE',
      deactivatedAt: deps.now(),
      pendingEmail: null,
      revision: { increment: 1 },
    },
  });
  if (count === 0) throw new Error('an account that was locked was changed');
  const active = await tx.user.count({ where: { identityId, status: 'ACTIVE' } });
  if (active === 0) await tx.session.deleteMany({ where: { identityId } });
  return 'INACTIVE';
}

/** Whoever never verified their address has still to do that. */
async function reactivate(deps: Deps, tx: Tx, user: Person): Promise<UserStatus> {
  const { workspaceId, id, identityId, revision, activatedAt } = user;
  await requireSeats(deps, tx, workspaceId, 1);
  const { emailVerified } = await tx.identity.findUniqueOrThrow({ where: { id: identityId } });
  const status = emailVerified ? 'ACTIVE' : 'UNVERIFIED';
  const { count } = await tx.user.updateMany({
    where: { workspaceId, id, revision, status: 'INACTIVE' },
    data: {
      status,
      deactivatedAt: null,
      activatedAt: emailVerified ? (activatedAt ?? deps.now()) : null,
      revision: { increment: 1 },
    },
  });
  if (count === 0) throw new Error('an account that was locked was changed');
  return status;
}

async function recordChange(
  deps: Deps,
  tx: Tx,
  { actor, user, reason, origin }: StatusChange,
  status: { before: UserStatus; after: UserStatus },
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
      after: { status: status.after },
      reason: typedText(reason),
      origin,
    },
  ]);
  const notice = { workspaceId, userId: user.id, actorId: userId, revision: user.revision + 1 };
  await tellUser(tx, { ...notice, what: isOut ? 'DEACTIVATED' : 'REACTIVATED', changed: [] });
}
