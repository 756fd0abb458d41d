import type { Tx } from '../deps.ts';
import type { ReviewDecision, UserStatus } from '../generated/prisma/client.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';

export interface SummaryRow {
  name: string;
  email: string;
  roleBefore: string;
  roleAfter: string;
  statusBefore: UserStatus;
  statusAfter: UserStatus;
  decision: ReviewDecision;
  /** It happened beside the review. */
  isElsewhere: boolean;
  /** null: nobody, their last day was over. */
  decidedBy: string | null;
  /** By themselves: nobody else could. */
  isOwnDecision: boolean;
  decidedAt: Date;
  lastSignInAt: Date | null;
}

export interface ReviewSummary {
  startedAt: Date;
  finishedBy: string;
  finishedAt: Date;
  rows: SummaryRow[];
}

/** A signed-off review with everybody who was in it; undefined: it is not signed off. */
export async function readSummary(
  tx: Tx,
  actor: ActorRef,
  reviewId: string,
): Promise<ReviewSummary | undefined> {
  await requirePermission(tx, actor, 'MANAGE_USERS');
  const { workspaceId } = actor;
  const review = await tx.accessReview.findUnique({
    where: { workspaceId_id: { workspaceId, id: reviewId } },
    include: { finishedBy: true },
  });
  if (!review?.finishedBy || !review.finishedAt) return undefined;
  const people = await tx.accessReviewPerson.findMany({
    where: { workspaceId, reviewId },
    include: { user: true, decidedBy: true },
    orderBy: { position: 'asc' },
  });
  const { startedAt, finishedBy, finishedAt } = review;
  return {
    ...{ startedAt, finishedAt, finishedBy: fullName(finishedBy) },
    rows: people.flatMap((person) => {
      const { user, decision, isElsewhere, decidedBy, decidedAt, roleAfter, statusAfter } = person;
      if (!decision || !decidedAt || roleAfter === null || !statusAfter) return [];
      const { roleBefore, statusBefore, lastSignInAt } = person;
      return [
        {
          ...{ name: fullName(user), email: user.email, roleBefore, roleAfter, statusBefore, statusAfter },
          ...{ decision, isElsewhere, decidedBy: decidedBy && fullName(decidedBy), decidedAt, lastSignInAt },
          isOwnDecision: person.decidedById === person.userId,
        },
      ];
    }),
  };
}
