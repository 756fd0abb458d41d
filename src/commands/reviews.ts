import type { App } from '@slack/bolt';
import { finishReview } from '../reviews/finish-review.ts';
import { keepPerson } from '../reviews/keep-person.ts';
import { requestSummary } from '../reviews/request-summary.ts';
import { startReview } from '../reviews/start-review.ts';
import type { Actor } from '../roles/permitted.ts';
import {
  FINISH_REVIEW_ACTION,
  KEEP_PERSON_ACTION,
  OPEN_REVIEW_ACTION,
  REVIEW_OPEN,
  REVIEW_PAGE_ACTIONS,
  readKeep,
  readReviewId,
  readReviewPage,
  readReviewStart,
  SEND_SUMMARY_ACTION,
  START_REVIEW_ACTION,
  SUMMARY_SENT,
} from '../views/access-review.modal.ts';
import { outcomeMessage } from '../views/invitation-outcome.ts';
import { escapeMrkdwn } from '../views/text.ts';
import { type ActionRequest, onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { noticeOf, showInModal, showOnTop } from './invitation-views.ts';
import { reviewView } from './review-views.ts';
import { showOrTell } from './show-done.ts';
import { updateModal } from './update-modal.ts';

const origin = { source: 'SLACK' } as const;

/** The access review: a walk through everybody, by as many admins as like. */
export function registerReviews(app: App, edge: SlackEdge) {
  onButton(app, edge, OPEN_REVIEW_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    await showOnTop(edge, request, await reviewView(edge, caller));
  });
  onButton(app, edge, START_REVIEW_ACTION, async (request) => {
    const actor = await requireCaller(edge, request);
    await startReview(edge.deps, { actor, origin });
    const { modal } = request;
    await showOrTell(edge, request, REVIEW_OPEN, async () =>
      modal ? updateModal(edge, modal.id, await reviewView(edge, actor)) : false,
    );
  });
  for (const action of REVIEW_PAGE_ACTIONS) {
    onButton(app, edge, action, async (request) => {
      const caller = await requireCaller(edge, request);
      await showInModal(edge, request, () => reviewView(edge, caller, readReviewPage(request.value)));
    });
  }
  onButton(app, edge, KEEP_PERSON_ACTION, (request) =>
    decide(edge, request, async (actor) => {
      const { name } = await keepPerson(edge.deps, { actor, ...readKeep(request.value), origin });
      return `${escapeMrkdwn(name)} keeps what they have.`;
    }),
  );
  onButton(app, edge, FINISH_REVIEW_ACTION, (request) =>
    decide(edge, request, async (actor) => {
      await finishReview(edge.deps, { actor, reviewId: readReviewId(request.value), origin });
      return `You signed the review off. ${SUMMARY_SENT}`;
    }),
  );
  onButton(app, edge, SEND_SUMMARY_ACTION, (request) =>
    decide(edge, request, async (actor) => {
      await requestSummary(edge.deps, { actor, reviewId: readReviewId(request.value) });
      return SUMMARY_SENT;
    }),
  );
}

/** `/fluxera review` */
export async function openReview(edge: SlackEdge, request: Request): Promise<void> {
  const caller = await requireCaller(edge, request);
  await edge.slack.views.open({ trigger_id: request.triggerId, view: await reviewView(edge, caller) });
}

/** Does something about the review, and shows the same page as it is then, with what was done or why not. */
async function decide(
  edge: SlackEdge,
  request: ActionRequest,
  work: (actor: Actor) => Promise<string>,
): Promise<void> {
  const actor = await requireCaller(edge, request);
  const { modal } = request;
  if (!modal) return request.tell(outcomeMessage(await work(actor)));
  const notice = await noticeOf(edge, request, () => work(actor));
  await showOrTell(edge, request, notice.text, async () =>
    updateModal(edge, modal.id, await reviewView(edge, actor, readReviewStart(modal.metadata), notice)),
  );
}
