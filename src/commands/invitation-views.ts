import type { ModalView } from '@slack/types';
import { Refusal } from '../errors.ts';
import { type InvitationQuery, listInvitations } from '../invitations/list-invitations.ts';
import { readInvitation } from '../invitations/read-invitation.ts';
import { RESENT_AT_ONCE } from '../invitations/resend-matching.ts';
import type { Actor } from '../roles/permitted.ts';
import { INVITATION_DETAILS, invitationDetailsModal } from '../views/invitation-details.modal.ts';
import { INVITATIONS_LIST, invitationsListModal } from '../views/invitations-list.modal.ts';
import { readInvitationQuery } from '../views/invitations-query.ts';
import { refusalMessage } from '../views/refusal.message.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import type { ActionRequest } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { refreshStack, type Stack } from './refresh-stack.ts';
import { pushModal, updateModal } from './update-modal.ts';

export interface Notice {
  text: string;
  isRefusal: boolean;
}

/** The list as it is now, for whoever looks at it. */
export async function listView(
  { deps }: SlackEdge,
  caller: Actor,
  query: InvitationQuery,
  notice?: Notice,
): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listInvitations(deps, tx, caller, query));
  return invitationsListModal(page, query, {
    canInvite: caller.permissions.includes('INVITE_USERS'),
    mayExport: caller.permissions.includes('EXPORT_DATA'),
    resentAtOnce: RESENT_AT_ONCE,
    ...(notice && { notice }),
  });
}

/** One invitation as it is now. */
export async function detailsView(
  { deps }: SlackEdge,
  caller: Actor,
  { id, below }: { id: string; below?: ViewBelow | undefined },
  notice?: Notice,
): Promise<ModalView> {
  const invitation = await deps.db.$transaction((tx) => readInvitation(deps, tx, caller, id));
  const canInvite = caller.permissions.includes('INVITE_USERS');
  return invitationDetailsModal(invitation, { canInvite, below, ...(notice && { notice }) });
}

/** Replaces the modal that a button stands in; where it stands in none, opens one. */
export async function showInModal(
  edge: SlackEdge,
  request: ActionRequest,
  view: () => Promise<ModalView>,
): Promise<void> {
  const shown = await view();
  if (request.modal) await updateModal(edge, request.modal.id, shown);
  else await edge.slack.views.open({ trigger_id: request.triggerId, view: shown });
}

/** Puts a view on top of the modal that a button stands in, unless that was closed; where it stands in none, opens it. */
export async function showOnTop(edge: SlackEdge, request: ActionRequest, view: ModalView): Promise<void> {
  if (request.modal) await pushModal(edge, request.triggerId, view);
  else await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

/**
 * Shows the views of invitations as they are after something was done, with what it was in the upper one. Whether that
 * one was still there to say it.
 */
export async function refreshViews(
  edge: SlackEdge,
  caller: Actor,
  stack: Stack,
  upper: ViewBelow,
  notice: Notice,
): Promise<boolean> {
  if (upper.kind === INVITATIONS_LIST) {
    const view = await listView(edge, caller, readInvitationQuery(upper.metadata), notice);
    return updateModal(edge, stack.viewId, view);
  }
  return refreshStack(edge, stack, upper, {
    detailsKind: INVITATION_DETAILS,
    listKind: INVITATIONS_LIST,
    showDetails: (details) => detailsView(edge, caller, details, notice),
    showList: (metadata) => listView(edge, caller, readInvitationQuery(metadata)),
  });
}

/** What was done, or why it was not, to be shown where it was asked for. */
export async function noticeOf(edge: SlackEdge, work: () => Promise<string>): Promise<Notice> {
  try {
    return { text: await work(), isRefusal: false };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    edge.metrics.refusals.inc({ code: error.code });
    return { text: refusalMessage(error.asUnion(), edge.deps.product).text, isRefusal: true };
  }
}
