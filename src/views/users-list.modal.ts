import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { UserFilter, UserPage, UserQuery } from '../users/list-users.ts';
import { calendarDay } from '../utc-date.ts';
import { openReviewButton } from './access-review.modal.ts';
import { exportButton } from './export-button.ts';
import { countWords, matchingWords, pagedList } from './paged-list.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDay } from './text.ts';
import { statusWords } from './user-words.ts';

export const USER_DETAILS_ACTION = 'user_details';

export const userStatusWords = {
  ALL: 'All',
  ACTIVE: 'Active',
  UNVERIFIED: 'Unverified',
  INACTIVE: 'Inactive',
};

/** For whoever manages people. */
const secondFactorFilters = ['SECOND_FACTOR_ON', 'SECOND_FACTOR_OFF'] as const;

const userFilterWords: Record<UserFilter, string> = {
  ...userStatusWords,
  SECOND_FACTOR_ON: 'Second factor on',
  SECOND_FACTOR_OFF: 'Second factor off',
};

/** "active people", "person with a second factor" */
function kindWords(filter: UserFilter, one: boolean): string {
  const people = one ? 'person' : 'people';
  switch (filter) {
    case 'ALL':
      return people;
    case 'SECOND_FACTOR_ON':
      return `active ${people} with a second factor`;
    case 'SECOND_FACTOR_OFF':
      return `active ${people} without a second factor`;
    default:
      return `${userFilterWords[filter].toLowerCase()} ${people}`;
  }
}

export const usersList = pagedList<UserFilter>({
  name: 'users',
  title: 'People',
  filters: userFilterWords,
  placeholder: 'Beginning of a name, address or department',
});

/** One page of `/users`. */
export function usersListModal(
  page: UserPage,
  asked: UserQuery,
  { canManage, mayExport }: { canManage: boolean; mayExport: boolean },
): ModalView {
  return usersList.modal(page, asked, {
    headline: headline(page, asked),
    row,
    empty: emptyText(asked),
    hidden: canManage ? [] : [...secondFactorFilters],
    buttons: [...(canManage ? [openReviewButton()] : []), ...(mayExport ? exportOf(asked) : [])],
  });
}

function headline({ matching }: UserPage, { filter, search }: UserQuery): string {
  return `${countWords(matching)} ${kindWords(filter, matching.count === 1)}${matchingWords(search)}`;
}

/** A file says nothing of second factors, so none has whom this finds by them. */
function exportOf({ filter, search }: UserQuery): Button[] {
  if (filter === 'SECOND_FACTOR_ON' || filter === 'SECOND_FACTOR_OFF') return [];
  return [exportButton({ kind: 'USERS', filter, search })];
}

function row(user: UserPage['rows'][number]): KnownBlock {
  const slack = user.slackUserId ? ` · <@${user.slackUserId}>` : '';
  const name = user.name === user.email ? '' : `*${escapeMrkdwn(user.name)}*\n`;
  const place = [user.jobTitle, user.department]
    .filter(Boolean)
    .map((text) => ` · ${escapeMrkdwn(clipped(text, 80))}`)
    .join('');
  const until = user.accessUntil ? ` · until ${calendarDay(user.accessUntil)}` : '';
  return {
    ...section(
      `${name}${escapeMrkdwn(user.email)}${slack}\n${escapeMrkdwn(user.roleName)}${place} · ${statusWords[user.status]} · since ${slackDay(user.createdAt)}${until}`,
    ),
    block_id: `row:${user.id}`,
    accessory: {
      type: 'button',
      action_id: USER_DETAILS_ACTION,
      text: plainText('Details'),
      accessibility_label: `Details of ${user.name}`.slice(0, 75),
      value: user.id,
    },
  };
}

function emptyText({ filter, search, from }: UserQuery): string {
  if (from) return 'Nobody is on this page any more. Go back to the first one.';
  if (search)
    return `Nobody matches “${escapeMrkdwn(search)}” here. Try the beginning of a name, address or department, or show all people.`;
  if (filter === 'INACTIVE') return 'Nobody is inactive. People whom an admin deactivates are listed here.';
  if (filter === 'SECOND_FACTOR_ON')
    return 'Nobody whom you can manage has a second factor yet. Whoever sets one up on the web is listed here.';
  if (filter === 'SECOND_FACTOR_OFF')
    return 'Everybody whom you can manage has a second factor. Active people without one are listed here.';
  if (filter === 'UNVERIFIED')
    return 'Everybody has verified their address. People who still have to are listed here.';
  return 'Nobody is here yet. People whom you invite are listed here once they have an account.';
}
