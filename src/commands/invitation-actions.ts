import type { App } from '@slack/bolt';
import { Refusal } from '../errors.ts';
import { readInvitation } from '../invitations/read-invitation.ts';
import { type Resend, resendInvitation } from '../invitations/resend-invitation.ts';
import { undoInvitations } from '../invitations/undo-invitations.ts';
import { type Actor, requirePermitted } from '../roles/permitted.ts';
import { cancelInvitationModal } from '../views/cancel-invitation.modal.ts';
import { editInvitationModal } from '../views/edit-invitation.modal.ts';
import {
  CANCEL_ACTION,
  DETAILS_ACTION,
  EDIT_ACTION,
  MEND_ADDRESS_ACTION,
  RESEND_ACTION,
} from '../views/invitation-buttons.ts';
import { outcomeMessage, resentText, undoneText } from '../views/invitation-outcome.ts';
import { readUndo, UNDO_ACTION } from '../views/invitation-sent.message.ts';
import { mendAddressModal } from '../views/mend-address.modal.ts';
import { readReference } from '../views/reference.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { detailsView, noticeOf, refreshViews, showOnTop } from './invitation-views.ts';
import { newsBelow, refreshNews } from './news.ts';
import { roleChoices } from './role-choices.ts';
import { showOrTell } from './show-done.ts';

/** The buttons of an invitation, in the list, in its details and in messages about it. */
export function registerInvitationActions(app: App, edge: SlackEdge) {
  onButton(app, edge, RESEND_ACTION, (request) => resend(edge, request));
  onButton(app, edge, DETAILS_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const { id } = readReference(request.value);
    await showOnTop(edge, request, await detailsView(edge, caller, { id, below: request.modal }));
  });
  onButton(app, edge, CANCEL_ACTION, async (request) => {
    const { invitation } = await seenInvitation(edge, request);
    await showOnTop(edge, request, cancelInvitationModal(invitation, belowOf(request)));
  });
  onButton(app, edge, EDIT_ACTION, async (request) => {
    const { caller, invitation } = await seenInvitation(edge, request);
    const roles = await roleChoices(edge, caller);
    await showOnTop(edge, request, editInvitationModal(invitation, roles, request.modal));
  });
  onButton(app, edge, MEND_ADDRESS_ACTION, async (request) => {
    const { invitation } = await seenInvitation(edge, request);
    await showOnTop(edge, request, mendAddressModal(invitation, belowOf(request)));
  });
  onButton(app, edge, UNDO_ACTION, (request) => undo(edge, request));
}

/**
 * The invitation that a button is about, with the revision of the button: whoever changes it in a form changes what
 * they saw when they pressed it.
 */
async function seenInvitation(edge: SlackEdge, request: ActionRequest) {
  const { deps } = edge;
  const caller = await requireInviter(edge, request);
  const { id, revision } = readReference(request.value);
  const invitation = await deps.db.$transaction((tx) => readInvitation(deps, tx, caller, id));
  return { caller, invitation: { ...invitation, revision } };
}

/** What a form about an invitation shows anew when it is done. */
function belowOf({ modal, message }: ActionRequest): ViewBelow | undefined {
  return modal ?? newsBelow(message);
}

async function requireInviter(edge: SlackEdge, request: ActionRequest): Promise<Actor> {
  const caller = await requireCaller(edge, request);
  return requirePermitted(edge.deps.db, caller, caller, 'INVITE_USERS');
}

async function resend(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const caller = await requireCaller(edge, request);
  const asked: Resend = {
    actor: caller,
    invitation: readReference(request.value),
    origin: { source: 'SLACK' },
  };
  const { modal } = request;
  if (!modal) return resendFromMessage(edge, request, caller, asked);
  const notice = await noticeOf(edge, request, async () =>
    resentText(await resendInvitation(edge.deps, asked)),
  );
  const stack = { viewId: modal.id, rootId: modal.rootId };
  await showOrTell(edge, request, notice.text, () => refreshViews(edge, caller, stack, modal, notice));
}

/** A message that tells of invitations says then who has done what; any other is answered beside it. */
async function resendFromMessage(edge: SlackEdge, request: ActionRequest, caller: Actor, asked: Resend) {
  const { message } = request;
  const shown = async () => (message ? refreshNews(edge, caller, message) : false);
  const resent = await resendInvitation(edge.deps, asked).catch(async (error) => {
    if (error instanceof Refusal && error.code === 'INVITATION_CHANGED') await shown();
    throw error;
  });
  await showOrTell(edge, request, resentText(resent), shown);
}

async function undo(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const caller = await requireCaller(edge, request);
  const undone = await undoInvitations(edge.deps, {
    actor: caller,
    ids: readUndo(request.value),
    origin: { source: 'SLACK' },
  });
  await request.respond({ ...outcomeMessage(undoneText(undone)), replace_original: true });
}
