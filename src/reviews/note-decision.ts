import type { Deps, Tx } from '../deps.ts';
import { keepOpen } from './keep-open.ts';

interface Noted {
  workspaceId: string;
  userId: string;
  /** null: they are reactivated, and to be decided about again. */
  decision: 'ROLE_CHANGED' | 'DEACTIVATED' | null;
  /** null: nobody, or nobody yet. */
  actorId: string | null;
}

/** Whoever changes somebody's role or deactivates them, in whatever way, has decided about them in the open review. */
export async function noteDecision(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, userId, decision, actorId }: Noted,
): Promise<void> {
  const reviewId = await keepOpen(tx, workspaceId);
  if (!reviewId) return;
  await tx.accessReviewPerson.updateMany({
    where: { workspaceId, reviewId, userId },
    data: { decision, decidedById: actorId, decidedAt: decision && now() },
  });
}
