import type { ModalView } from '@slack/types';
import { listRoles } from '../roles/list-roles.ts';
import type { Actor } from '../roles/permitted.ts';
import { readRole } from '../roles/read-role.ts';
import { ROLE_DETAILS, roleDetailsModal } from '../views/role-details.modal.ts';
import { ROLES_LIST, rolesListModal } from '../views/roles-list.modal.ts';
import { readDetailsMetadata, type ViewBelow } from '../views/stacked-views.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice } from './invitation-views.ts';
import type { Stack } from './refresh-stack.ts';
import { updateModal } from './update-modal.ts';

/** All roles as they are now, for whoever looks at them. */
export async function rolesView({ deps }: SlackEdge, caller: Actor, notice?: Notice): Promise<ModalView> {
  const list = await deps.db.$transaction((tx) => listRoles(deps, tx, caller));
  return rolesListModal(list, notice);
}

/** One role as it is now. */
export async function roleView(
  { deps }: SlackEdge,
  caller: Actor,
  { id, below }: { id: string; below?: ViewBelow | undefined },
  notice?: Notice,
): Promise<ModalView> {
  const role = await deps.db.$transaction((tx) => readRole(deps, tx, caller, id));
  return roleDetailsModal(role, { below, notice });
}

/**
 * Shows the views of roles as they are after something was done, with what it was in the upper one. Whether that one was
 * still there to say it.
 */
export async function refreshRoleViews(
  edge: SlackEdge,
  caller: Actor,
  { viewId, rootId }: Stack,
  { kind, metadata }: ViewBelow,
  notice: Notice,
): Promise<boolean> {
  if (kind === ROLES_LIST) return updateModal(edge, viewId, await rolesView(edge, caller, notice));
  if (kind !== ROLE_DETAILS) return false;
  const details = readDetailsMetadata(metadata);
  const isSaid = await updateModal(edge, viewId, await roleView(edge, caller, details, notice));
  await refreshRolesList(edge, caller, { viewId, rootId });
  return isSaid;
}

/** The list below the details of a role, if there is one. */
export async function refreshRolesList(
  edge: SlackEdge,
  caller: Actor,
  { viewId, rootId }: Stack,
): Promise<void> {
  if (rootId && rootId !== viewId) await updateModal(edge, rootId, await rolesView(edge, caller));
}
