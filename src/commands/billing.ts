import type { App } from '@slack/bolt';
import { Refusal } from '../errors.ts';
import {
  BILLING_ACTION,
  BILLING_FORM,
  billingErrors,
  billingModal,
  planNameMissing,
  readBillingForm,
} from '../views/billing.modal.ts';
import { refusalMessage } from '../views/refusal.message.ts';
import { changeBilling } from '../workspaces/change-billing.ts';
import { readBilling } from '../workspaces/read-billing.ts';
import { onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';

export function registerBilling(app: App, edge: SlackEdge) {
  onButton(app, edge, BILLING_ACTION, (request) => openBilling(edge, request));
  onSubmission(
    app,
    edge,
    BILLING_FORM,
    (request) => save(edge, request),
    (refusal) => billingErrors(refusal, edge.deps.product),
  );
}

/** `/fluxera billing`: the plan, how much of it is in use and was, and who hears of the bill. */
export async function openBilling(edge: SlackEdge, request: Request): Promise<void> {
  const caller = await requireCaller(edge, request);
  const view = billingModal(await readBilling(edge.deps, edge.deps.db, caller));
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

/** Where somebody else was faster, the form stays with what was typed, and the next try counts from what they saved. */
async function save(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const { deps } = edge;
  const actor = await requireCaller(edge, request);
  const { revision, filled } = readBillingForm(request.view);
  if (!filled.planName) return { response_action: 'errors', errors: planNameMissing() };
  try {
    await changeBilling(deps, { actor, revision, ...filled, origin: { source: 'SLACK' } });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'BILLING_CHANGED')) throw error;
    edge.metrics.refusals.inc({ code: error.code });
    const notice = refusalMessage(error.asUnion(), deps.product).text;
    const view = billingModal(await readBilling(deps, deps.db, actor), { unsaved: { notice, filled } });
    return { response_action: 'update', view };
  }
  const billing = await readBilling(deps, deps.db, actor);
  return { response_action: 'update', view: billingModal(billing, { isSaved: true }) };
}
