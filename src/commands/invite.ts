import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { Refusal } from '../errors.ts';
import type { SentInvitations } from '../invitations/create-invitations.ts';
import { sendInvitations } from '../invitations/send-invitations.ts';
import { requireAddressCount } from '../invitations/typed-addresses.ts';
import type { Actor } from '../roles/permitted.ts';
import { HOME_INVITE_ACTION } from '../views/app-home.home.ts';
import { askToInviteModal } from '../views/ask-to-invite.modal.ts';
import { invitationSentMessage, invitationSentText } from '../views/invitation-sent.message.ts';
import {
  EMAILS_MAX_LENGTH,
  emptyInviteForm,
  INVITE_ANOTHER_ACTION,
  INVITE_FORM,
  type InviteForm,
  invitationSentModal,
  inviteFieldErrors,
  inviteModal,
  readInviteForm,
} from '../views/invite.modal.ts';
import type { RoleChoice } from '../views/invite-fields.ts';
import { INVITE_FIRST_ACTION } from '../views/set-up.modal.ts';
import {
  type ActionRequest,
  type CommandRequest,
  type Message,
  onButton,
  onCommand,
  type Request,
} from './boundary.ts';
import { openBulkInvite } from './bulk-invite.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { asksForHelp, help } from './help.ts';
import { type InviteLine, readAddresses, readInviteLine } from './invite-line.ts';
import { roleChoices } from './role-choices.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { updateModal } from './update-modal.ts';

export function registerInvite(app: App, edge: SlackEdge) {
  onCommand(app, edge, 'invite', (request) => invite(edge, request, request.text));
  onSubmission(
    app,
    edge,
    INVITE_FORM,
    (request) => submitForm(edge, request),
    (refusal) => inviteFieldErrors(refusal, edge.deps.product),
  );
  for (const action of [INVITE_ANOTHER_ACTION, INVITE_FIRST_ACTION, HOME_INVITE_ACTION]) {
    onButton(app, edge, action, (request) => openForm(edge, request));
  }
}

/**
 * `/invite`: addresses and a role are sent at once; whatever is missing is asked for in the form. Whoever may not invite
 * gets the form to ask for it.
 */
export async function invite(
  edge: SlackEdge,
  request: CommandRequest,
  text: string,
): Promise<Message | undefined> {
  if (asksForHelp(text)) return help(edge, request);
  if (text.trim().toLowerCase() === 'bulk') {
    await openBulkInvite(edge, request);
    return undefined;
  }
  const caller = await requireCaller(edge, request);
  const { addresses, mentions, roleName, ...names } = readInviteLine(text);
  if (mentions.length > 0) throw mistyped(mentions, 'MENTION');
  if (mayInvite(caller) && addresses.length > 0 && roleName) {
    const sent = await sendByLine(edge, caller, { addresses, roleName, ...names });
    return invitationSentMessage(summary(sent));
  }
  const choices = await roleChoices(edge, caller);
  const role = roleSaid(choices, roleName);
  if (roleName && !role) {
    if (addresses.length === 0) throw mistyped([roleName], 'MALFORMED');
    throw new Refusal('ROLE_UNKNOWN', { given: roleName, roleNames: choices.map(({ name }) => name) });
  }
  const form = { ...emptyInviteForm, ...names, emails: emailsField(addresses), roleId: role?.id };
  await edge.slack.views.open({ trigger_id: request.triggerId, view: formFor(caller, choices, form) });
  return undefined;
}

/** A role is looked for by its name at once, and only where there is none of it by what a line leaves of the names. */
async function sendByLine(
  edge: SlackEdge,
  actor: Actor,
  { roleName, ...line }: Omit<InviteLine, 'mentions'>,
): Promise<SentInvitations> {
  const send = (role: { id: string } | { name: string }) =>
    sendInvitations(edge.deps, { actor, role, ...line, origin: { source: 'SLACK' } });
  try {
    return await send({ name: roleName });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'ROLE_UNKNOWN')) throw error;
    const role = roleSaid(await roleChoices(edge, actor), roleName);
    if (!role) throw error;
    return send({ id: role.id });
  }
}

/** The role that somebody means: signs that divide words in a line, such as commas, may be part of a name. */
function roleSaid(choices: RoleChoice[], roleName: string): RoleChoice | undefined {
  const said = (name: string) => readInviteLine(name).roleName.toLowerCase();
  return choices.find(({ name }) => roleName && said(name) === said(roleName));
}

function mistyped(words: string[], reason: 'MENTION' | 'MALFORMED') {
  return new Refusal('ADDRESSES_REFUSED', { problems: words.map((email) => ({ email, reason })) });
}

/** Nobody is shown a form that holds more than can be sent. */
export function emailsField(addresses: string[]): string {
  requireAddressCount(addresses);
  const emails = addresses.join(', ');
  if (emails.length > EMAILS_MAX_LENGTH) throw new Refusal('ADDRESSES_TOO_LONG', {});
  return emails;
}

/** The empty form, in place of the one in which it was asked for or as a new one. */
export async function openForm(
  edge: SlackEdge,
  request: Request & Partial<Pick<ActionRequest, 'modal'>>,
): Promise<void> {
  const caller = await requireCaller(edge, request);
  const view = formFor(caller, await roleChoices(edge, caller), emptyInviteForm);
  if (request.modal) await updateModal(edge, request.modal.id, view);
  else await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function submitForm(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const caller = await requireCaller(edge, request);
  const form = readInviteForm(request.view.state.values);
  const sent = await sendInvitations(edge.deps, {
    actor: caller,
    addresses: readAddresses(form.emails),
    role: { id: form.roleId ?? '' },
    firstName: form.firstName,
    lastName: form.lastName,
    message: form.message,
    accessUntil: form.accessUntil,
    origin: { source: 'SLACK' },
  });
  return {
    response_action: 'update',
    view: invitationSentModal({ text: invitationSentText(summary(sent)) }),
  };
}

/**
 * The form to invite or, for whoever may not, to ask for it: nobody fills one that is then refused. `leftOut`: who was
 * meant as well, and needs no invitation.
 */
export function formFor(
  caller: Actor,
  choices: RoleChoice[],
  filled: InviteForm,
  leftOut: string[] = [],
): ModalView {
  return mayInvite(caller)
    ? inviteModal(choices, filled, leftOut)
    : askToInviteModal(choices, filled, leftOut);
}

function mayInvite({ permissions }: Actor): boolean {
  return permissions.includes('INVITE_USERS');
}

function summary({ invitations, roleName, expiresAt }: SentInvitations) {
  return {
    ids: invitations.map(({ id }) => id),
    emails: invitations.map(({ email }) => email),
    roleName,
    expiresAt,
  };
}
