import type { App } from '@slack/bolt';
import { approveRequest } from '../requests/approve-request.ts';
import { denyRequest } from '../requests/deny-request.ts';
import { readOpenRequest } from '../requests/read-request.ts';
import { DENY_FORM, denyRequestModal, readDenyForm } from '../views/deny-request.modal.ts';
import { outcomeMessage } from '../views/invitation-outcome.ts';
import { APPROVE_ACTION, DENY_ACTION, readRequestId } from '../views/request-card.message.ts';
import { approvedText, deniedText } from '../views/request-outcome.ts';
import { REQUESTS_LIST, readRequestQuery } from '../views/requests-list.modal.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { noticeOf, showOnTop } from './invitation-views.ts';
import { requestsView } from './requests.ts';
import { closeOver, showOrTell, stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { updateModal } from './update-modal.ts';

const origin = { source: 'SLACK' } as const;

/** Approve and Deny, on a card or in the list. The card itself is changed by a job: it may stand in several places. */
export function registerRequestDecisions(app: App, edge: SlackEdge) {
  onButton(app, edge, APPROVE_ACTION, (request) => approve(edge, request));
  onButton(app, edge, DENY_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const asked = await readOpenRequest(edge.deps.db, caller, readRequestId(request.value));
    await showOnTop(edge, request, denyRequestModal(asked, listOf(request)));
  });
  onSubmission(app, edge, DENY_FORM, (request) => deny(edge, request));
}

/** The list that a button stands in, if it does. */
function listOf({ modal }: ActionRequest): string | undefined {
  return modal?.kind === REQUESTS_LIST ? modal.metadata : undefined;
}

async function approve(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const actor = await requireCaller(edge, request);
  const requestId = readRequestId(request.value);
  const work = async () => approvedText(await approveRequest(edge.deps, { actor, requestId, origin }));
  const list = listOf(request);
  const { modal } = request;
  if (!modal || list === undefined) return request.tell(outcomeMessage(await work()));
  const notice = await noticeOf(edge, request, work);
  await showOrTell(edge, request, notice.text, async () =>
    updateModal(edge, modal.id, await requestsView(edge, actor, readRequestQuery(list), notice)),
  );
}

async function deny(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const actor = await requireCaller(edge, request);
  const { requestId, list, reason } = readDenyForm(request.view);
  const done = deniedText(await denyRequest(edge.deps, { actor, requestId, reason, origin }));
  const stack = stackBelow(request);
  if (list === undefined || !stack) return { response_action: 'close', done };
  return closeOver(edge, done, async () => {
    const notice = { text: done, isRefusal: false };
    return updateModal(edge, stack.viewId, await requestsView(edge, actor, readRequestQuery(list), notice));
  });
}
