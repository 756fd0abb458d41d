import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserFilter, UserPage, UserQuery } from '../users/list-users.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDay } from './text.ts';

export const USERS_NEWER_ACTION = 'users_newer';
export const USERS_OLDER_ACTION = 'users_older';
export const USERS_FIRST_ACTION = 'users_first';
export const USERS_REFRESH_ACTION = 'users_refresh';

const position = z.object({ createdAt: z.iso.datetime(), id: z.uuid() });
const query = z.object({
  filter: z.enum(['ALL', 'ACTIVE', 'UNVERIFIED', 'INACTIVE']),
  search: z.string().max(200),
  from: z.object({ position, direction: z.enum(['older', 'newer']) }).optional(),
});

/** What a button of the list asks for, from its value. */
export function readUserQuery(value: string): UserQuery {
  const { filter, search, from } = query.parse(JSON.parse(value));
  return { filter, search, ...(from && { from }) };
}

const words: Record<UserFilter, string> = {
  ALL: '',
  ACTIVE: 'active',
  UNVERIFIED: 'unverified',
  INACTIVE: 'inactive',
};

/** One page of `/users`. */
export function usersListMessage(
  page: UserPage,
  asked: UserQuery,
  { workspaceName }: { workspaceName: string },
) {
  const narrowed = [words[asked.filter], asked.search && `“${asked.search}”`].filter(Boolean).join(', ');
  const title = narrowed ? `People: ${narrowed}` : 'People';
  return {
    text: `${escapeMrkdwn(title)} in ${escapeMrkdwn(workspaceName)}`,
    blocks: [
      { type: 'header', text: plainText(clipped(title, 150)) },
      ...(page.users.length > 0 ? page.users.map(person) : [section(emptyText(asked))]),
      { type: 'actions', block_id: 'pages', elements: buttons(page, asked) },
    ] satisfies KnownBlock[],
  };
}

/** The same page as a modal, where there is no message to put it in. */
export function usersListModal(
  page: UserPage,
  asked: UserQuery,
  facts: { workspaceName: string },
): ModalView {
  return {
    type: 'modal',
    callback_id: 'users_list',
    title: plainText('People'),
    close: plainText('Close'),
    blocks: usersListMessage(page, asked, facts).blocks,
  };
}

function person(user: UserPage['users'][number]): KnownBlock {
  const slack = user.slackUserId ? ` · <@${user.slackUserId}>` : '';
  const name = user.name === user.email ? '' : `*${escapeMrkdwn(user.name)}*\n`;
  return section(
    `${name}${escapeMrkdwn(user.email)}${slack}\n${escapeMrkdwn(user.roleName)} · ${statusWords[user.status]} · since ${slackDay(user.createdAt)}`,
  );
}

const statusWords = { ACTIVE: 'Active', UNVERIFIED: 'Address not verified yet', INACTIVE: 'Inactive' };

function emptyText({ filter, search, from }: UserQuery): string {
  if (from) return 'Nobody is on this page any more. Go back to the first one.';
  if (search) return `Nobody matches “${escapeMrkdwn(search)}”. Try a part of the name or address.`;
  if (filter === 'INACTIVE') return 'Nobody is inactive. People whom an admin deactivates are listed here.';
  if (filter === 'UNVERIFIED')
    return 'Everybody has verified their address. People who still have to are listed here.';
  return 'Nobody is here yet. People whom you invite are listed here once they have an account.';
}

function buttons(page: UserPage, { filter, search, from: here }: UserQuery) {
  const button = (actionId: string, label: string, from?: UserQuery['from']) => ({
    type: 'button' as const,
    action_id: actionId,
    text: plainText(label),
    value: JSON.stringify({ filter, search: search.slice(0, 200), ...(from && { from }) }),
  });
  return [
    ...(here && page.users.length === 0 ? [button(USERS_FIRST_ACTION, 'First Page')] : []),
    ...(page.newer
      ? [button(USERS_NEWER_ACTION, 'Newer', { position: page.newer, direction: 'newer' })]
      : []),
    ...(page.older
      ? [button(USERS_OLDER_ACTION, 'Older', { position: page.older, direction: 'older' })]
      : []),
    button(USERS_REFRESH_ACTION, 'Refresh', here),
  ];
}
