import type { ModalView } from '@slack/types';
import type { Actor } from '../roles/permitted.ts';
import { listUsers, type UserQuery } from '../users/list-users.ts';
import { readUser } from '../users/read-user.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { userDetailsModal } from '../views/user-details.modal.ts';
import { usersListModal } from '../views/users-list.modal.ts';
import type { SlackEdge } from './edge.ts';

/** The list of people as it is now, for whoever looks at it. */
export async function usersView({ deps }: SlackEdge, caller: Actor, query: UserQuery): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listUsers(tx, caller, query));
  return usersListModal(page, query, {});
}

/** One person as they are now. */
export async function userView(
  { deps }: SlackEdge,
  caller: Actor,
  { id, below }: { id: string; below?: ViewBelow | undefined },
): Promise<ModalView> {
  const user = await deps.db.$transaction((tx) => readUser(tx, caller, id));
  return userDetailsModal(user, { below });
}
