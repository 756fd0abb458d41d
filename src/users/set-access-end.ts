import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { dayText, newAccessEnd, requireAccessEnd } from './access-end.ts';
import { fullName } from './full-name.ts';
import { requireAnother, requireManagedUser, type SeenUser } from './managed-user.ts';
import { tellUsers } from './tell-users.ts';
import { typedText } from './typed-text.ts';

export interface AccessEndChange {
  actor: ActorRef;
  /** As whoever changes it saw it. */
  user: SeenUser;
  /** null: the access does not end. */
  accessUntil: Date | null;
  reason: string;
  origin: Origin;
}

/** Says until when somebody has access. Nobody does it for themselves, and the Owner's has no end. */
export async function setAccessEnd(
  deps: Deps,
  { actor: ref, user: seen, accessUntil, reason, origin }: AccessEndChange,
): Promise<{ name: string; accessUntil: Date | null }> {
  const { workspaceId, userId } = ref;
  return inTransaction(deps.db, async (tx) => {
    const { actor, user, isSelf } = await requireManagedUser(tx, ref, seen);
    await requireAnother(tx, actor, isSelf, 'end date');
    const name = fullName(user);
    if (user.accessUntil?.getTime() === accessUntil?.getTime()) return { name, accessUntil };
    await requireAccessEnd(deps, tx, { workspaceId, accessUntil });
    const { count } = await tx.user.updateMany({
      where: { workspaceId, id: user.id, revision: seen.revision, roleKind: { not: 'OWNER' } },
      data: {
        ...(await newAccessEnd(deps, tx, { workspaceId, accessUntil })),
        revision: { increment: 1 },
      },
    });
    if (count === 0) throw new Error('an account that was locked was changed');
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'user.access-end-set',
        actorId: userId,
        subject: { type: 'user', id: user.id },
        before: { accessUntil: dayText(user.accessUntil) },
        after: { accessUntil: dayText(accessUntil) },
        reason: typedText(reason),
        origin,
      },
    ]);
    const notice = { workspaceId, userId: user.id, actorId: userId, revision: seen.revision + 1 };
    await tellUsers(tx, [{ ...notice, what: 'ACCESS_END_SET', changed: [] }]);
    return { name, accessUntil };
  });
}
