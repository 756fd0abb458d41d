import type { ModalView } from '@slack/types';
import type { Actor } from '../roles/permitted.ts';
import { listUsers, type UserQuery } from '../users/list-users.ts';
import { readUser } from '../users/read-user.ts';
import { readDetailsMetadata, type ViewBelow } from '../views/stacked-views.ts';
import { USER_DETAILS, userDetailsModal } from '../views/user-details.modal.ts';
import { usersList, usersListModal } from '../views/users-list.modal.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice, Stack } from './invitation-views.ts';

/** The list of people as it is now, for whoever looks at it. */
export async function usersView({ deps }: SlackEdge, caller: Actor, query: UserQuery): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listUsers(tx, caller, query));
  return usersListModal(page, query);
}

/** One person as they are now. */
export async function userView(
  { deps }: SlackEdge,
  caller: Actor,
  { id, below }: { id: string; below?: ViewBelow | undefined },
  notice?: Notice,
): Promise<ModalView> {
  const user = await deps.db.$transaction((tx) => readUser(tx, caller, id));
  return userDetailsModal(user, { below, ...(notice && { notice }) });
}

/** Shows a person as they are after something was done, with what it was, and the list below if there is one. */
export async function refreshUserViews(
  edge: SlackEdge,
  caller: Actor,
  { viewId, rootId }: Stack,
  { kind, metadata }: ViewBelow,
  notice: Notice,
): Promise<void> {
  if (kind !== USER_DETAILS) return;
  const details = readDetailsMetadata(metadata);
  await edge.slack.views.update({ view_id: viewId, view: await userView(edge, caller, details, notice) });
  if (!rootId || rootId === viewId || details.below?.kind !== usersList.kind) return;
  const list = await usersView(edge, caller, usersList.readQuery(details.below.metadata));
  await edge.slack.views.update({ view_id: rootId, view: list });
}
