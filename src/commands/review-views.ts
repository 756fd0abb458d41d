import type { ModalView } from '@slack/types';
import { readLastReview, readReview } from '../reviews/read-review.ts';
import type { Actor } from '../roles/permitted.ts';
import { accessReviewModal, noReviewModal } from '../views/access-review.modal.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice } from './invitation-views.ts';

/** The review as it is now; `start`: where the page starts, else where somebody is still to be decided about. */
export async function reviewView(
  { deps: { db } }: SlackEdge,
  caller: Actor,
  start?: number,
  notice?: Notice,
): Promise<ModalView> {
  const shown = notice ? { notice } : {};
  const page = await readReview(db, caller, start);
  return page ? accessReviewModal(page, shown) : noReviewModal(await readLastReview(db, caller), shown);
}
