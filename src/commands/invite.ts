import type { App } from '@slack/bolt';
import type { AnyRefusal } from '../errors.ts';
import { Refusal } from '../errors.ts';
import { type SentInvitations, sendInvitations } from '../invitations/send-invitations.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { builtInRoles } from '../roles/permission-table.ts';
import { type Actor, mayGrant, requirePermitted } from '../roles/permitted.ts';
import { HOME_INVITE_ACTION } from '../views/app-home.home.ts';
import { helpMessage } from '../views/help.message.ts';
import { invitationSentMessage, invitationSentText } from '../views/invitation-sent.message.ts';
import {
  emptyInviteForm,
  INVITE_ANOTHER_ACTION,
  INVITE_FORM,
  type InviteForm,
  invitationSentModal,
  inviteFieldErrors,
  inviteModal,
  readInviteForm,
} from '../views/invite.modal.ts';
import { besideField, refusalText } from '../views/refusal-texts.ts';
import { INVITE_FIRST_ACTION } from '../views/set-up.modal.ts';
import {
  type ActionRequest,
  type CommandRequest,
  type FormAnswer,
  type Message,
  onButton,
  onCommand,
  onSubmission,
  type SubmissionRequest,
} from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';

export function registerInvite(app: App, edge: SlackEdge) {
  onCommand(app, edge, 'invite', (request) => invite(edge, request, request.text));
  onSubmission(
    app,
    edge,
    INVITE_FORM,
    (request) => submitForm(edge, request),
    (refusal, request) => showInForm(edge, refusal, request),
  );
  for (const action of [INVITE_ANOTHER_ACTION, INVITE_FIRST_ACTION, HOME_INVITE_ACTION]) {
    onButton(app, edge, action, (request) => openForm(edge, request));
  }
}

/** `/invite`: no text, the form; addresses and a role, sent at once; addresses alone, the form filled in. */
export async function invite(
  edge: SlackEdge,
  request: CommandRequest,
  text: string,
): Promise<Message | undefined> {
  const caller = await requireInviter(edge, request);
  if (text.trim().toLowerCase() === 'help')
    return helpMessage({ product: edge.deps.product.name, canInvite: true });
  const { addresses, roleName } = readInline(text);
  if (addresses.length > 0 && roleName) {
    const sent = await sendInvitations(edge.deps, {
      actor: caller,
      addresses,
      role: { name: roleName },
      origin: { source: 'SLACK' },
    });
    return invitationSentMessage(summary(sent));
  }
  if (roleName)
    throw new Refusal('ADDRESSES_REFUSED', { problems: [{ email: roleName, reason: 'MALFORMED' }] });
  const form = { ...emptyInviteForm, emails: addresses.join(', ') };
  await edge.slack.views.open({
    trigger_id: request.triggerId,
    view: inviteModal(await roleChoices(edge, caller), form),
  });
  return undefined;
}

/** "a@x.com, b@y.com viewer": what has an @ is an address, the other words are the role. */
function readInline(text: string): { addresses: string[]; roleName: string } {
  const words = text
    // Slack may have turned a pasted address into a link.
    .replace(/<mailto:([^|>]+)\|?[^>]*>/g, ' $1 ')
    .split(/[\s,;]+/)
    .filter(Boolean);
  return {
    addresses: words.filter((word) => word.includes('@')),
    roleName: words.filter((word) => !word.includes('@')).join(' '),
  };
}

async function openForm(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const caller = await requireInviter(edge, request);
  const view = inviteModal(await roleChoices(edge, caller), emptyInviteForm);
  if (request.modalId) await edge.slack.views.update({ view_id: request.modalId, view });
  else await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function submitForm(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const caller = await requireCaller(edge, request);
  const form = readInviteForm(request.view.state.values);
  const sent = await sendInvitations(edge.deps, {
    actor: caller,
    addresses: form.emails.split(/[\s,;]+/).filter(Boolean),
    role: { id: form.roleId ?? '' },
    firstName: form.firstName,
    lastName: form.lastName,
    message: form.message,
    origin: { source: 'SLACK' },
  });
  return {
    response_action: 'update',
    view: invitationSentModal({ text: invitationSentText(summary(sent)) }),
  };
}

/** Beside its field where it has one; else above the fields, with everything that was typed still there. */
async function showInForm(
  edge: SlackEdge,
  refusal: AnyRefusal,
  request: SubmissionRequest,
): Promise<FormAnswer | undefined> {
  const errors = inviteFieldErrors(refusal, edge.deps.product);
  if (errors) return { response_action: 'errors', errors };
  if (refusal.code !== 'NO_SEATS_LEFT') return undefined;
  const caller = await requireCaller(edge, request);
  const notice = refusalText(refusal, edge.deps.product.name, besideField);
  const form: InviteForm = readInviteForm(request.view.state.values);
  return { response_action: 'update', view: inviteModal(await roleChoices(edge, caller), form, notice) };
}

/** The caller, if they may invite: nobody fills a form that is then refused. The use case checks again. */
async function requireInviter(edge: SlackEdge, request: Pick<CommandRequest, 'person'>): Promise<Actor> {
  const caller = await requireCaller(edge, request);
  return requirePermitted(edge.deps.db, caller, caller, 'INVITE_USERS');
}

async function roleChoices(edge: SlackEdge, caller: Actor) {
  const roles = await invitableRoles(edge.deps.db, caller.workspaceId);
  return roles
    .filter((role) => mayGrant(caller, role))
    .map(({ id, name, kind }) => ({
      id,
      name,
      description: builtInRoles.find((role) => role.kind === kind)?.bestFor ?? '',
    }));
}

function summary({ invitations, roleName, expiresAt }: SentInvitations) {
  return { emails: invitations.map(({ email }) => email), roleName, expiresAt };
}
