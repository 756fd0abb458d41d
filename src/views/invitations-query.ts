import type { Button } from '@slack/types';
import { z } from 'zod';
import type { InvitationFilter, InvitationQuery } from '../invitations/list-invitations.ts';
import { SEARCH_MAX_LENGTH } from './search-field.ts';
import { plainText } from './text.ts';

export const INVITATIONS_PAGE_ACTIONS = [
  'invitations_first',
  'invitations_newer',
  'invitations_older',
  'invitations_refresh',
] as const;

export const invitationFilters = [
  'PENDING',
  'UNDELIVERED',
  'EXPIRING',
  'EXPIRED',
  'ACCEPTED',
  'CANCELED',
  'ALL',
] as const satisfies InvitationFilter[];

const position = z.object({ sentAt: z.iso.datetime(), id: z.uuid() });
const query = z.object({
  filter: z.enum(invitationFilters),
  search: z.string().max(SEARCH_MAX_LENGTH),
  from: z.object({ position, direction: z.enum(['older', 'newer']) }).optional(),
});

/** Which part of which list a view shows, from its metadata or from a button's value. */
export function readInvitationQuery(text: string): InvitationQuery {
  const { filter, search, from } = query.parse(JSON.parse(text));
  return { filter, search, ...(from && { from }) };
}

/** The same as a text. */
export function queryText({ filter, search, from }: InvitationQuery): string {
  return JSON.stringify({ filter, search, ...(from && { from }) });
}

export const filterWords: Record<InvitationFilter, string> = {
  PENDING: 'Pending',
  UNDELIVERED: 'Undelivered',
  EXPIRING: 'Expiring',
  EXPIRED: 'Expired',
  ACCEPTED: 'Accepted',
  CANCELED: 'Canceled',
  ALL: 'All',
};

/** A filter by what people type or choose; undefined: none of that name. */
export function filterNamed(word: string): InvitationFilter | undefined {
  return invitationFilters.find((filter) => filter === word.toUpperCase());
}

/** Opens the list from elsewhere. */
export function invitationsListButton(text: string, filter: InvitationFilter): Button {
  return pageButton('invitations_first', text, { filter, search: '' });
}

export function refreshButton(asked: InvitationQuery): Button {
  return pageButton('invitations_refresh', 'Refresh', asked);
}

export function pageButton(actionId: string, text: string, asked: InvitationQuery): Button {
  return { type: 'button', action_id: actionId, text: plainText(text), value: queryText(asked) };
}
