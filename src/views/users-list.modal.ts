import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { UserFilter, UserPage, UserQuery } from '../users/list-users.ts';
import { calendarDay } from '../utc-date.ts';
import { openReviewButton } from './access-review.modal.ts';
import { SEARCH_MAX_LENGTH, searchField } from './search-field.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDay } from './text.ts';
import { oneLine } from './typed-text.ts';
import { statusWords } from './user-words.ts';

export const USERS_LIST = 'users_list';
export const USERS_FILTER_ACTION = 'users_filter';
export const USERS_PAGE_ACTIONS = ['users_first', 'users_newer', 'users_older', 'users_refresh'] as const;
export const USER_DETAILS_ACTION = 'user_details';

const userFilters = ['ACTIVE', 'UNVERIFIED', 'INACTIVE', 'ALL'] as const satisfies UserFilter[];

const position = z.object({ createdAt: z.iso.datetime(), id: z.uuid() });
const query = z.object({
  filter: z.enum(userFilters),
  search: z.string().max(SEARCH_MAX_LENGTH),
  from: z.object({ position, direction: z.enum(['older', 'newer']) }).optional(),
});

/** Which part of which list a view shows, from its metadata or from a button's value. */
export function readUserQuery(text: string): UserQuery {
  const { filter, search, from } = query.parse(JSON.parse(text));
  return { filter, search, ...(from && { from }) };
}

function queryText({ filter, search, from }: UserQuery): string {
  return JSON.stringify({ filter, search, ...(from && { from }) });
}

const filterWords: Record<UserFilter, string> = {
  ACTIVE: 'Active',
  UNVERIFIED: 'Unverified',
  INACTIVE: 'Inactive',
  ALL: 'All',
};

/** A filter by what people type or choose; undefined: none of that name. */
export function userFilterNamed(word: string): UserFilter | undefined {
  return userFilters.find((filter) => filter === word.toUpperCase());
}

/** One page of `/users`. */
export function usersListModal(
  page: UserPage,
  asked: UserQuery,
  { canManage }: { canManage: boolean },
): ModalView {
  return {
    type: 'modal',
    callback_id: USERS_LIST,
    title: plainText('People'),
    submit: plainText('Search'),
    close: plainText('Close'),
    private_metadata: queryText(asked),
    blocks: [
      searchField(asked.search, 'Beginning of a name, address or department'),
      {
        type: 'actions',
        block_id: 'show',
        elements: [filterSelect(asked), refreshButton(asked), ...(canManage ? [openReviewButton()] : [])],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: headline(page, asked), verbatim: true }] },
      { type: 'divider' },
      ...(page.users.length > 0 ? page.users.map(row) : [section(emptyText(asked))]),
      ...paging(page, asked),
    ],
  };
}

function filterSelect({ filter }: UserQuery) {
  const options = userFilters.map(
    (one): PlainTextOption => ({ text: plainText(filterWords[one]), value: one }),
  );
  const chosen = options.find(({ value }) => value === filter);
  return {
    type: 'static_select' as const,
    action_id: USERS_FILTER_ACTION,
    placeholder: plainText('Show'),
    options,
    ...(chosen && { initial_option: chosen }),
  };
}

function headline({ matching }: UserPage, { filter, search }: UserQuery): string {
  const { count, isMore } = matching;
  const number = isMore ? `More than ${count}` : count === 0 ? 'No' : `${count}`;
  const kind = filter === 'ALL' ? '' : ` ${filterWords[filter].toLowerCase()}`;
  const named = search ? ` matching “${escapeMrkdwn(search)}”` : '';
  return `${number}${kind} ${count === 1 ? 'person' : 'people'}${named}`;
}

function row(user: UserPage['users'][number]): KnownBlock {
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
  if (filter === 'UNVERIFIED')
    return 'Everybody has verified their address. People who still have to are listed here.';
  return 'Nobody is here yet. People whom you invite are listed here once they have an account.';
}

function paging(page: UserPage, { filter, search, from: here }: UserQuery): KnownBlock[] {
  const turn = (actionId: string, text: string, from?: UserQuery['from']) =>
    pageButton(actionId, text, { filter, search, ...(from && { from }) });
  const buttons = [
    ...(here && page.users.length === 0 ? [turn('users_first', 'First Page')] : []),
    ...(page.newer ? [turn('users_newer', 'Newer', { position: page.newer, direction: 'newer' })] : []),
    ...(page.older ? [turn('users_older', 'Older', { position: page.older, direction: 'older' })] : []),
  ];
  return buttons.length > 0 ? [{ type: 'actions', block_id: 'pages', elements: buttons }] : [];
}

function refreshButton(asked: UserQuery): Button {
  return pageButton('users_refresh', 'Refresh', asked);
}

function pageButton(actionId: string, text: string, asked: UserQuery): Button {
  return { type: 'button', action_id: actionId, text: plainText(text), value: queryText(asked) };
}

const submitted = z.object({
  search: z.object({ value: z.object({ value: z.string().nullish() }) }),
  show: z.object({
    [USERS_FILTER_ACTION]: z.object({
      selected_option: z.object({ value: z.enum(userFilters) }).nullish(),
    }),
  }),
});

/** Whom somebody searches for in the list, from its first page on. */
export function readUserSearch(values: unknown): UserQuery {
  const { search, show } = submitted.parse(values);
  return {
    filter: show[USERS_FILTER_ACTION].selected_option?.value ?? 'ALL',
    search: oneLine(search.value.value ?? '').slice(0, SEARCH_MAX_LENGTH),
  };
}
