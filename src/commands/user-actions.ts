import type { App } from '@slack/bolt';
import { requirePermitted } from '../roles/permitted.ts';
import { openInvitationsOf } from '../users/invitations-of.ts';
import { readUser, type UserDetails } from '../users/read-user.ts';
import { offeredRoles } from '../users/role-consequences.ts';
import { changeRoleModal } from '../views/change-role.modal.ts';
import { changeStatusModal } from '../views/change-status.modal.ts';
import { editProfileModal } from '../views/edit-profile.modal.ts';
import { readReference } from '../views/reference.ts';
import { CHANGE_ROLE_ACTION, CHANGE_STATUS_ACTION, EDIT_PROFILE_ACTION } from '../views/user-buttons.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showOnTop } from './invitation-views.ts';

/** The buttons below a person's details. */
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
    const { deps } = edge;
    const { workspaceId } = caller;
    const sent = caller.permissions.includes('INVITE_USERS')
      ? await openInvitationsOf(deps, deps.db, { workspaceId, inviterId: user.id })
      : { count: 0, emails: [] };
    await showOnTop(edge, request, changeStatusModal(user, sent, request.modal));
  });
}

/** The person that a button is about, with the revision of the button: what somebody changes is what they saw. */
async function seenUser(edge: SlackEdge, request: ActionRequest) {
  const { deps } = edge;
  const caller = await requireCaller(edge, request);
  await requirePermitted(deps.db, caller, caller, 'MANAGE_USERS');
  const { id, revision } = readReference(request.value);
  const user: UserDetails = await deps.db.$transaction((tx) => readUser(deps, tx, caller, id));
  return { caller, user: { ...user, revision } };
}
