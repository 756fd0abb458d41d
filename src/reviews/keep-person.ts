import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { keepOpen } from './keep-open.ts';

interface Keeping {
  actor: ActorRef;
  reviewId: string;
  userId: string;
  origin: Origin;
}

/** Decides that somebody keeps what they have. Of several who decide about one person at once, one does. */
export async function keepPerson(
  deps: Deps,
  { actor, reviewId, userId, origin }: Keeping,
): Promise<{ name: string }> {
  const { workspaceId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'MANAGE_USERS');
    const open = await keepOpen(tx, workspaceId);
    const { count } =
      open === reviewId
        ? await tx.accessReviewPerson.updateMany({
            where: { workspaceId, reviewId, userId, decision: null },
            data: { decision: 'KEPT', decidedById: actor.userId, decidedAt: deps.now() },
          })
        : { count: 0 };
    if (count === 0) throw await decidedAlready(tx, { workspaceId, reviewId, userId });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.access-kept', actorId: actor.userId, origin },
        subject: { type: 'user', id: userId },
        after: { reviewId },
        reason: 'Access review',
      },
    ]);
    const user = await tx.user.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: userId } } });
    return { name: fullName(user) };
  });
}

async function decidedAlready(
  tx: Tx,
  where: { workspaceId: string; reviewId: string; userId: string },
): Promise<Refusal> {
  const person = await tx.accessReviewPerson.findFirst({ where, include: { user: true, decidedBy: true } });
  if (!person?.decision || !person.decidedAt) return new Refusal('REVIEW_UNKNOWN', {});
  const { user, decision, decidedBy, decidedAt } = person;
  return new Refusal('REVIEW_DECIDED', {
    name: fullName(user),
    decision,
    decidedBy: decidedBy && fullName(decidedBy),
    decidedAt,
  });
}
