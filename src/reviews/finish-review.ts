import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { enqueue } from '../queue/enqueue.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { undecided } from './undecided.ts';

interface Finish {
  actor: ActorRef;
  reviewId: string;
  origin: Origin;
}

/** Signs a review off in which everybody is decided about, as everything is at that moment. Only one does. */
export async function finishReview(deps: Deps, { actor, reviewId, origin }: Finish): Promise<void> {
  const { workspaceId, userId } = actor;
  await inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'MANAGE_USERS');
    // Whoever changes a decision is waited for here: a statement that waits sees the people as they were before.
    await tx.$queryRaw`
      SELECT id FROM access_review WHERE workspace_id = ${workspaceId}::uuid AND id = ${reviewId}::uuid FOR UPDATE`;
    const { count } = await tx.accessReview.updateMany({
      where: { workspaceId, id: reviewId, finishedAt: null, people: { none: undecided } },
      data: { finishedById: userId, finishedAt: deps.now() },
    });
    if (count === 0) throw await notFinishable(tx, { workspaceId, reviewId });
    await tx.$executeRaw`
      UPDATE access_review_person p SET role_after = r.name, status_after = u.status, last_sign_in_at = u.last_sign_in_at
      FROM "user" u JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
      WHERE p.workspace_id = ${workspaceId}::uuid AND p.review_id = ${reviewId}::uuid
        AND u.workspace_id = p.workspace_id AND u.id = p.user_id`;
    const decided = await tx.accessReviewPerson.groupBy({
      by: ['decision', 'isElsewhere'],
      where: { workspaceId, reviewId },
      _count: true,
    });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'review.finished', actorId: userId, origin },
        subject: { type: 'review', id: reviewId },
        after: Object.fromEntries(
          decided.map(({ decision, isElsewhere, _count }) => [
            isElsewhere ? 'ELSEWHERE' : (decision ?? ''),
            _count,
          ]),
        ),
      },
    ]);
    await enqueue(tx, 'send-review-summary', { workspaceId, reviewId, userId });
  });
}

async function notFinishable(
  tx: Tx,
  { workspaceId, reviewId }: { workspaceId: string; reviewId: string },
): Promise<Refusal> {
  const review = await tx.accessReview.findUnique({
    where: { workspaceId_id: { workspaceId, id: reviewId } },
    include: { finishedBy: true },
  });
  if (!review) return new Refusal('REVIEW_UNKNOWN', {});
  const { finishedBy, finishedAt } = review;
  if (finishedBy && finishedAt) {
    return new Refusal('REVIEW_FINISHED', { finishedBy: fullName(finishedBy), finishedAt });
  }
  const left = await tx.accessReviewPerson.count({ where: { workspaceId, reviewId, ...undecided } });
  return new Refusal('REVIEW_UNDECIDED', { left });
}
