import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { endSessions } from '../identities/end-sessions.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { fullName } from './full-name.ts';
import { requireAnother, requireManagedUser, type SeenUser } from './managed-user.ts';
import { tellUsers } from './tell-users.ts';
import { typedText } from './typed-text.ts';

export interface SecondFactorReset {
  actor: ActorRef;
  /** As whoever resets it saw them. */
  user: SeenUser;
  reason: string;
  origin: Origin;
}

/**
 * Turns off the second factor of somebody who lost it, and signs them out. A sign-in that opens other workspaces as well
 * is not for the admins of one of them to weaken.
 */
export async function resetSecondFactor(
  deps: Deps,
  { actor: ref, user: seen, reason, origin }: SecondFactorReset,
): Promise<{ name: string }> {
  const { workspaceId, userId } = ref;
  return inTransaction(deps.db, async (tx) => {
    const { actor, user, isSelf } = await requireManagedUser(tx, ref, seen);
    await requireAnother(tx, actor, isSelf, 'second factor');
    const { identityId } = user;
    const name = fullName(user);
    // Its key and its codes go with it (second_factor_is_whole).
    const { count } = await tx.identity.updateMany({
      where: { id: identityId, hasSecondFactor: true },
      data: { hasSecondFactor: false },
    });
    if (count === 0) throw new Refusal('NO_SECOND_FACTOR', { name });
    const elsewhere = await tx.user.count({
      where: { identityId, workspaceId: { not: workspaceId }, status: { not: 'INACTIVE' } },
    });
    if (elsewhere > 0) throw new Refusal('SECOND_FACTOR_SHARED', { name });
    await endSessions(tx, identityId);
    await tx.user.updateMany({ where: { workspaceId, id: user.id }, data: { revision: { increment: 1 } } });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.second-factor-reset', actorId: userId, origin },
        subject: { type: 'user', id: user.id },
        reason: typedText(reason),
      },
    ]);
    const notice = { workspaceId, userId: user.id, actorId: userId, revision: seen.revision + 1 };
    await tellUsers(tx, [{ ...notice, what: 'SECOND_FACTOR_RESET', changed: [] }]);
    return { name };
  });
}
