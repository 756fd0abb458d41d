import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { Refusal } from '../errors.ts';
import { type Actor, requirePermitted } from '../roles/permitted.ts';
import { openInvitationsOf } from '../users/invitations-of.ts';
import { readUser, type UserDetails } from '../users/read-user.ts';
import { offeredRoles } from '../users/role-consequences.ts';
import { DEACTIVATE_ACTION, EXTEND_ACCESS_ACTION, readAboutUser } from '../views/access-end.message.ts';
import { changeRoleModal } from '../views/change-role.modal.ts';
import { changeStatusModal } from '../views/change-status.modal.ts';
import { DEPARTED_DEACTIVATE_ACTION, LEFT_SLACK_REASON } from '../views/departure.message.ts';
import { editProfileModal } from '../views/edit-profile.modal.ts';
import { readReference } from '../views/reference.ts';
import { resetSecondFactorModal } from '../views/reset-second-factor.modal.ts';
import { setEndDateModal } from '../views/set-end-date.modal.ts';
import {
  CHANGE_ROLE_ACTION,
  CHANGE_STATUS_ACTION,
  EDIT_PROFILE_ACTION,
  RESET_SECOND_FACTOR_ACTION,
  SET_END_DATE_ACTION,
} from '../views/user-buttons.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showOnTop } from './invitation-views.ts';

/** The buttons below a person's details, and those of messages about their access. */
export function registerUserActions(app: App, edge: SlackEdge) {
  onButton(app, edge, EDIT_PROFILE_ACTION, async (request) => {
    const { user } = await seenUser(edge, request);
    await showOnTop(edge, request, editProfileModal(user, request.modal));
  });
  onButton(app, edge, CHANGE_ROLE_ACTION, async (request) => {
    const { caller, user } = await seenUser(edge, request);
    const roles = await offeredRoles(edge.deps.db, caller, user.role);
    await showOnTop(edge, request, changeRoleModal(user, roles, request.modal));
  });
  onButton(app, edge, CHANGE_STATUS_ACTION, async (request) => {
    const { caller, user } = await seenUser(edge, request);
    await showOnTop(edge, request, await statusForm(edge, caller, user, request));
  });
  onButton(app, edge, SET_END_DATE_ACTION, async (request) => {
    const { user } = await seenUser(edge, request);
    await showOnTop(edge, request, setEndDateModal(user, request.modal));
  });
  onButton(app, edge, RESET_SECOND_FACTOR_ACTION, async (request) => {
    const { user } = await seenUser(edge, request);
    await showOnTop(edge, request, resetSecondFactorModal(user, request.modal));
  });
  onButton(app, edge, EXTEND_ACCESS_ACTION, async (request) => {
    const { user } = await toldUser(edge, request);
    await showOnTop(edge, request, setEndDateModal(user));
  });
  onButton(app, edge, DEACTIVATE_ACTION, async (request) => {
    const { caller, user } = await toldUser(edge, request);
    await showOnTop(edge, request, await statusForm(edge, caller, user, request));
  });
  onButton(app, edge, DEPARTED_DEACTIVATE_ACTION, async (request) => {
    const { caller, user } = await toldUser(edge, request);
    await showOnTop(edge, request, await statusForm(edge, caller, user, request, LEFT_SLACK_REASON));
  });
}

async function statusForm(
  { deps }: SlackEdge,
  caller: Actor,
  user: UserDetails,
  { modal: below }: ActionRequest,
  reason = '',
): Promise<ModalView> {
  const { workspaceId } = caller;
  const sent = caller.permissions.includes('INVITE_USERS')
    ? await openInvitationsOf(deps, deps.db, { workspaceId, inviterId: user.id })
    : { count: 0, emails: [] };
  return changeStatusModal(user, sent, { below, reason });
}

/** The person that a button is about, with the revision of the button: what somebody changes is what they saw. */
async function seenUser(edge: SlackEdge, request: ActionRequest) {
  const { id, revision } = readReference(request.value);
  const { caller, user } = await managedUser(edge, request, id);
  return { caller, user: { ...user, revision } };
}

/** The person that a message is about, as they are now: it is older than what the form shows. */
async function toldUser(edge: SlackEdge, request: ActionRequest) {
  const managed = await managedUser(edge, request, readAboutUser(request.value));
  const { name, email, status } = managed.user;
  if (status === 'INACTIVE') throw new Refusal('USER_INACTIVE', { name, email });
  return managed;
}

async function managedUser(edge: SlackEdge, request: ActionRequest, id: string) {
  const { deps } = edge;
  const caller = await requireCaller(edge, request);
  await requirePermitted(deps.db, caller, caller, 'MANAGE_USERS');
  const user: UserDetails = await deps.db.$transaction((tx) => readUser(deps, tx, caller, id));
  return { caller, user };
}
