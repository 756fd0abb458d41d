import type { ModalView } from '@slack/types';
import type { Actor } from '../roles/permitted.ts';
import { listUsers, type UserQuery } from '../users/list-users.ts';
import { readUser } from '../users/read-user.ts';
import { ACCESS_REVIEW, readReviewStart } from '../views/access-review.modal.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { USER_DETAILS, userDetailsModal } from '../views/user-details.modal.ts';
import { usersList, usersListModal } from '../views/users-list.modal.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice } from './invitation-views.ts';
import { refreshStack, type Stack } from './refresh-stack.ts';
import { reviewView } from './review-views.ts';
import { closeOver, stackBelow } from './show-done.ts';
import type { FormAnswer, SubmissionRequest } from './submission.ts';
import { updateModal } from './update-modal.ts';

/** The list of people as it is now, for whoever looks at it. */
export async function usersView({ deps }: SlackEdge, caller: Actor, query: UserQuery): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listUsers(tx, caller, query));
  const canManage = caller.permissions.includes('MANAGE_USERS');
  return usersListModal(page, query, { canManage, mayExport: caller.permissions.includes('EXPORT_DATA') });
}

/** One person as they are now. */
export async function userView(
  { deps }: SlackEdge,
  caller: Actor,
  { id, below }: { id: string; below?: ViewBelow | undefined },
  notice?: Notice,
): Promise<ModalView> {
  const user = await deps.db.$transaction((tx) => readUser(deps, tx, caller, id));
  return userDetailsModal(user, { below, ...(notice && { notice }) });
}

/**
 * Shows a person as they are after something was done, with what it was, and the list below if there is one; or the
 * review. Whether there was still a view to say it.
 */
async function refreshUserViews(
  edge: SlackEdge,
  caller: Actor,
  stack: Stack,
  upper: ViewBelow,
  notice: Notice,
): Promise<boolean> {
  if (upper.kind === ACCESS_REVIEW) {
    const start = readReviewStart(upper.metadata);
    return updateModal(edge, stack.viewId, await reviewView(edge, caller, start, notice));
  }
  return refreshStack(edge, stack, upper, {
    detailsKind: USER_DETAILS,
    listKind: usersList.kind,
    showDetails: (details) => userView(edge, caller, details, notice),
    showList: (metadata) => usersView(edge, caller, usersList.readQuery(metadata)),
  });
}

/** Closes the form over the person's details, which show what was done; a form that stands alone says it itself. */
export function closeOverUser(
  edge: SlackEdge,
  caller: Actor,
  request: SubmissionRequest,
  { below, done }: { below: ViewBelow | undefined; done: string },
): Promise<FormAnswer> {
  return closeOver(edge, done, async () => {
    const stack = stackBelow(request);
    if (!below || !stack) return false;
    return refreshUserViews(edge, caller, stack, below, { text: done, isRefusal: false });
  });
}
