import type { App } from '@slack/bolt';
import { Refusal } from '../errors.ts';
import { reportFault } from '../faults.ts';
import { findSlackUser } from '../users/find-slack-user.ts';
import { SET_UP_ACTION } from '../views/refusal.message.ts';
import {
  nameMissing,
  readSetUpForm,
  SET_UP_FORM,
  setUpDoneModal,
  setUpModal,
} from '../views/set-up.modal.ts';
import { setUpWorkspace } from '../workspaces/set-up-workspace.ts';
import { describeTimeZone } from '../workspaces/time-zones.ts';
import { onButton, type Request } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { publishHome } from './home.ts';
import type { SlackPerson } from './slack-person.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';

export function registerSetUp(app: App, edge: SlackEdge) {
  onButton(app, edge, SET_UP_ACTION, async (request) => {
    await openSetUp(edge, request);
    // An offer that stayed would soon be out of date; every command makes it anew.
    await request.dismiss();
  });
  onSubmission(app, edge, SET_UP_FORM, (request) => submit(edge, request));
}

export async function openSetUp(edge: SlackEdge, request: Request): Promise<void> {
  const [, existing] = await Promise.all([
    requireFounder(edge, request),
    edge.deps.db.workspace.findUnique({ where: { slackTeamId: request.person.slackTeamId } }),
  ]);
  if (existing) throw new Refusal('WORKSPACE_ALREADY_SET_UP', {});
  await edge.slack.views.open({
    trigger_id: request.triggerId,
    view: setUpModal({ product: edge.deps.product.name, suggestedName: edge.slackTeamName }),
  });
}

async function submit(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const form = readSetUpForm(request.view.state.values);
  if (!form.name) return { response_action: 'errors', errors: nameMissing() };
  const { slackUserId, confirmedEmail, firstName, lastName, timeZone } = await requireFounder(edge, request);
  const { slackTeamId } = request.person;
  await setUpWorkspace(edge.deps, {
    ...{ slackTeamId, ...form, timeZone },
    owner: { slackUserId, email: confirmedEmail, firstName, lastName },
    origin: { source: 'SLACK' },
  }).catch(async (error) => {
    if (!(await isOwnerAlready(edge, request, error))) throw error;
  });
  // Beside the answer, which must not wait for Slack or fail with it.
  void edge.inFlight.track(publishHome(edge, request)).catch((error) => {
    reportFault(edge.log, error, { request: 'publish home' });
  });
  const { db, now, product } = edge.deps;
  const made = await db.workspace.findUniqueOrThrow({ where: { slackTeamId }, select: { timeZone: true } });
  const zone = describeTimeZone(made.timeZone, now());
  return {
    response_action: 'update',
    view: setUpDoneModal({ name: form.name, product: product.name, timeZone: zone }),
  };
}

/** Whoever presses the button twice has set the workspace up, and is told so twice. */
async function isOwnerAlready(edge: SlackEdge, { person }: Request, error: unknown): Promise<boolean> {
  if (!(error instanceof Refusal && error.code === 'WORKSPACE_ALREADY_SET_UP')) return false;
  return (await findSlackUser(edge.deps.db, person))?.user?.roleKind === 'OWNER';
}

/** Somebody who may become the Owner: an owner or admin of the Slack team, or the person named in the settings. */
async function requireFounder(
  edge: SlackEdge,
  { person }: Request,
): Promise<SlackPerson & { confirmedEmail: string }> {
  if (person.homeTeamId && person.homeTeamId !== person.slackTeamId) throw new Refusal('OUTSIDER', {});
  const profile = await edge.findSlackPerson(person.slackTeamId, person.slackUserId);
  if (!profile.isMember) throw new Refusal('OUTSIDER', {});
  if (!profile.isSlackAdmin && profile.slackUserId !== edge.ownerSlackUserId) {
    throw new Refusal('MAY_NOT_SET_UP', { because: 'NOT_A_SLACK_ADMIN' });
  }
  const { confirmedEmail } = profile;
  if (!confirmedEmail) throw new Refusal('MAY_NOT_SET_UP', { because: 'ADDRESS_UNCONFIRMED' });
  return { ...profile, confirmedEmail };
}
