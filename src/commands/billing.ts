import type { App } from '@slack/bolt';
import {
  BILLING_ACTION,
  BILLING_FORM,
  billingErrors,
  billingModal,
  planNameMissing,
  readBillingForm,
} from '../views/billing.modal.ts';
import { changePlan, readPlan } from '../workspaces/change-plan.ts';
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

/** `/fluxera billing`: the plan, and how much of it is in use. */
export async function openBilling(edge: SlackEdge, request: Request): Promise<void> {
  const caller = await requireCaller(edge, request);
  const view = billingModal(await readPlan(edge.deps, edge.deps.db, caller));
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function save(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const { deps } = edge;
  const actor = await requireCaller(edge, request);
  const form = readBillingForm(request.view.state.values);
  if (!form.planName) return { response_action: 'errors', errors: planNameMissing() };
  await changePlan(deps, { actor, ...form, origin: { source: 'SLACK' } });
  const plan = await readPlan(deps, deps.db, actor);
  return { response_action: 'update', view: billingModal(plan, { isSaved: true }) };
}
