import type { App } from '@slack/bolt';
import { compareRoles } from '../roles/compare-roles.ts';
import { listRoles } from '../roles/list-roles.ts';
import { readRole } from '../roles/read-role.ts';
import { roleDraft } from '../roles/role-draft.ts';
import { offeredRoles } from '../users/role-consequences.ts';
import { compareRolesModal } from '../views/compare-roles.modal.ts';
import { deleteRoleModal } from '../views/delete-role.modal.ts';
import { readReference } from '../views/reference.ts';
import { COPY_ROLE_ACTION, DELETE_ROLE_ACTION, EDIT_ROLE_ACTION } from '../views/role-details.modal.ts';
import { createRoleModal, editRoleModal } from '../views/role-form.modal.ts';
import { holdersText } from '../views/role-words.ts';
import {
  COMPARE_ROLES_ACTION,
  CREATE_ROLE_ACTION,
  REFRESH_ROLES_ACTION,
  ROLE_DETAILS_ACTION,
} from '../views/roles-list.modal.ts';
import { ROLES_ACTION } from '../views/settings.modal.ts';
import { commandText } from '../views/typed-text.ts';
import { type CommandRequest, type Message, onButton, onCommand, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { asksForHelp, help } from './help.ts';
import { showInModal, showOnTop } from './invitation-views.ts';
import { rolesView, roleView } from './role-views.ts';

export function registerRoles(app: App, edge: SlackEdge) {
  onCommand(app, edge, 'roles', (request) => roles(edge, request, request.text));
  // In place of the settings: Slack stacks three views, and a form on top of a role's details is the third.
  for (const action of [ROLES_ACTION, REFRESH_ROLES_ACTION]) {
    onButton(app, edge, action, (request) =>
      showInModal(edge, request, async () => rolesView(edge, await requireCaller(edge, request))),
    );
  }
  onButton(app, edge, COMPARE_ROLES_ACTION, async (request) => {
    const comparison = await compareRoles(edge.deps.db, await requireCaller(edge, request));
    await showOnTop(edge, request, compareRolesModal(comparison));
  });
  onButton(app, edge, ROLE_DETAILS_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    await showOnTop(edge, request, await roleView(edge, caller, { id: request.value, below: request.modal }));
  });
  registerRoleButtons(app, edge);
}

/** The buttons that lead to a form; what somebody changes in it is the role as they saw it. */
function registerRoleButtons(app: App, edge: SlackEdge) {
  onButton(app, edge, CREATE_ROLE_ACTION, async (request) => {
    const { deps } = edge;
    const caller = await requireCaller(edge, request);
    const draft = await deps.db.$transaction((tx) => roleDraft(tx, caller, { kind: 'VIEWER' }));
    await showOnTop(edge, request, createRoleModal(draft, { name: '', below: request.modal }));
  });
  onButton(app, edge, COPY_ROLE_ACTION, async (request) => {
    const { deps } = edge;
    const caller = await requireCaller(edge, request);
    const { id } = readReference(request.value);
    const draft = await deps.db.$transaction((tx) => roleDraft(tx, caller, { id }));
    const name = `Copy of ${draft.role.name}`;
    await showOnTop(edge, request, createRoleModal(draft, { name, below: request.modal }));
  });
  onButton(app, edge, EDIT_ROLE_ACTION, async (request) => {
    const { deps } = edge;
    const caller = await requireCaller(edge, request);
    const { id, revision } = readReference(request.value);
    const { holders } = await deps.db.$transaction((tx) => readRole(deps, tx, caller, id));
    const { role, ...draft } = await deps.db.$transaction((tx) => roleDraft(tx, caller, { id }));
    const seen = { ...draft, role: { ...role, revision } };
    await showOnTop(
      edge,
      request,
      editRoleModal(seen, { holders: holdersText(holders), below: request.modal }),
    );
  });
  onButton(app, edge, DELETE_ROLE_ACTION, async (request) => {
    const { deps } = edge;
    const caller = await requireCaller(edge, request);
    const { id, revision } = readReference(request.value);
    const role = await deps.db.$transaction((tx) => readRole(deps, tx, caller, id));
    const offered = await offeredRoles(deps.db, caller, role);
    await showOnTop(edge, request, deleteRoleModal({ ...role, revision }, offered, request.modal));
  });
}

/** `/roles`, or one of them by its name: `/roles help desk`. */
export async function roles(
  edge: SlackEdge,
  request: CommandRequest,
  text: string,
): Promise<Message | undefined> {
  if (asksForHelp(text)) return help(edge, request);
  const caller = await requireCaller(edge, request);
  const name = commandText(text).toLowerCase();
  const list = await edge.deps.db.$transaction((tx) => listRoles(edge.deps, tx, caller));
  const named = list.roles.find((role) => role.name.toLowerCase() === name);
  const view = named ? await roleView(edge, caller, named) : await rolesView(edge, caller);
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
  return undefined;
}

export async function openRoles(edge: SlackEdge, request: Request): Promise<void> {
  const view = await rolesView(edge, await requireCaller(edge, request));
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}
