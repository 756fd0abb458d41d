import type { App } from '@slack/bolt';
import { Refusal } from '../errors.ts';
import { leaveOutKnown } from '../invitations/leave-out-known.ts';
import { emptyInviteForm } from '../views/invite.modal.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { emailsField, formFor, openForm, roleChoices } from './invite.ts';
import { addressesIn } from './message-addresses.ts';
import { type MessageShortcutRequest, onGlobalShortcut, onMessageShortcut } from './shortcut.ts';

export function registerInviteShortcuts(app: App, edge: SlackEdge) {
  onGlobalShortcut(app, edge, 'invite_someone', (request) => openForm(edge, request));
  onMessageShortcut(app, edge, 'invite_from_message', (request) => inviteFromMessage(edge, request));
}

/** The form with everybody whom a message names by address, but for those who need no invitation. */
async function inviteFromMessage(edge: SlackEdge, request: MessageShortcutRequest): Promise<void> {
  const caller = await requireCaller(edge, request);
  const { workspaceId } = caller;
  const { unknown, known } = await leaveOutKnown(edge.deps, workspaceId, addressesIn(request.message));
  if (unknown.length === 0) {
    throw known.length > 0
      ? new Refusal('ADDRESSES_REFUSED', { problems: known })
      : new Refusal('NO_ADDRESS_IN_MESSAGE', {});
  }
  const form = { ...emptyInviteForm, emails: emailsField(unknown) };
  const leftOut = known.map(({ email }) => email);
  const view = formFor(caller, await roleChoices(edge, caller), form, leftOut);
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}
