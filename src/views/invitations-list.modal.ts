import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { InvitationFilter, InvitationPage, InvitationQuery } from '../invitations/list-invitations.ts';
import { exportButton } from './export-button.ts';
import { invitationButtons } from './invitation-buttons.ts';
import { invitee, isUndelivered, lasting, sending, standing } from './invitation-words.ts';
import { filterWords, invitationFilters, pageButton, queryText, refreshButton } from './invitations-query.ts';
import { noticeBlock } from './notice-block.ts';
import { SEARCH_MAX_LENGTH, searchField } from './search-field.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { oneLine } from './typed-text.ts';

export const INVITATIONS_LIST = 'invitations_list';
export const INVITATIONS_FILTER_ACTION = 'invitations_filter';
export const RESEND_ALL_ACTION = 'invitations_resend_all';

interface ListFacts {
  canInvite: boolean;
  mayExport: boolean;
  /** So many are sent again at once. */
  resentAtOnce: number;
  /** What was just done, or why not. */
  notice?: { text: string; isRefusal: boolean };
}

/** One page of `/invitations`. */
export function invitationsListModal(
  page: InvitationPage,
  asked: InvitationQuery,
  facts: ListFacts,
): ModalView {
  return {
    type: 'modal',
    callback_id: INVITATIONS_LIST,
    title: plainText('Invitations'),
    submit: plainText('Search'),
    close: plainText('Close'),
    private_metadata: queryText(asked),
    blocks: [
      ...(facts.notice ? [noticeBlock(facts.notice)] : []),
      searchField(asked.search, 'Beginning of a name, address or department'),
      {
        type: 'actions',
        block_id: 'show',
        elements: [filterSelect(asked), refreshButton(asked), ...exportButtons(asked, facts)],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: headline(page, asked) }] },
      { type: 'divider' },
      ...(page.invitations.length > 0
        ? page.invitations.flatMap((invitation) => [...row(invitation, facts), { type: 'divider' as const }])
        : [section(emptyText(asked, facts))]),
      ...paging(page, asked, facts),
    ],
  };
}

function exportButtons({ filter, search }: InvitationQuery, { mayExport }: ListFacts): Button[] {
  return mayExport ? [exportButton({ kind: 'INVITATIONS', filter, search, from: null, to: null })] : [];
}

function filterSelect({ filter }: InvitationQuery) {
  const options = invitationFilters.map(
    (one): PlainTextOption => ({ text: plainText(filterWords[one]), value: one }),
  );
  const chosen = options.find(({ value }) => value === filter);
  return {
    type: 'static_select' as const,
    action_id: INVITATIONS_FILTER_ACTION,
    placeholder: plainText('Show'),
    options,
    ...(chosen && { initial_option: chosen }),
  };
}

function headline({ matching }: InvitationPage, { filter, search }: InvitationQuery): string {
  const { count, isMore } = matching;
  const number = isMore ? `More than ${count}` : count || 'No';
  const kind = filter === 'ALL' ? '' : ` ${filterWords[filter].toLowerCase()}`;
  const named = search ? ` matching “${escapeMrkdwn(search)}”` : '';
  return `${number}${kind} ${count === 1 ? 'invitation' : 'invitations'}${named}`;
}

function row(invitation: InvitationPage['invitations'][number], { canInvite }: ListFacts): KnownBlock[] {
  const reason = isUndelivered(invitation) && invitation.deliveryDetail;
  const lines = [
    `${invitee(invitation)} · ${escapeMrkdwn(invitation.roleName)}`,
    standing(invitation),
    sending(invitation),
    ...[lasting(invitation) ?? []].flat(),
    ...(reason ? [`_${escapeMrkdwn(clipped(reason, 200))}_`] : []),
  ];
  return [
    section(lines.join('\n')),
    {
      type: 'actions',
      block_id: `row:${invitation.id}`,
      elements: invitationButtons(invitation, { canInvite, withDetails: true }),
    },
  ];
}

function emptyText({ filter, search, from }: InvitationQuery, { canInvite }: ListFacts): string {
  const invite = canInvite ? ' Invite somebody with `/invite`.' : '';
  if (from) return 'Nothing is on this page any more. Go back to the first one.';
  if (search)
    return `Nothing matches “${escapeMrkdwn(search)}” here. Try the beginning of a name or address, or show all invitations.`;
  switch (filter) {
    case 'PENDING':
      return `No invitation is waiting for an answer.${invite} It stays here until it is accepted, canceled, or its seven days are over.`;
    case 'UNDELIVERED':
      return 'Every mail of a pending invitation was taken by the mail service. One that bounces is listed here, so that its address can be mended.';
    case 'EXPIRING':
      return 'No invitation ends within two days. Those that do are listed here, and can be sent again with seven more days.';
    case 'EXPIRED':
      return 'No invitation has expired. Those that nobody accepts within seven days are kept here, and can be sent again.';
    case 'ACCEPTED':
      return `Nobody has accepted an invitation yet. Whoever does is listed here, and with \`/users\`.`;
    case 'CANCELED':
      return 'No invitation was canceled. Those that an admin takes back are kept here, with the reason.';
    case 'ALL':
      return `Nobody has been invited yet.${invite}`;
  }
}

/** Where all that match can be sent again at once. */
const resendable = new Set<InvitationFilter>(['PENDING', 'EXPIRING', 'EXPIRED']);

function paging(page: InvitationPage, asked: InvitationQuery, facts: ListFacts): KnownBlock[] {
  const { filter, search, from } = asked;
  const turn = (actionId: string, text: string, start?: InvitationQuery['from']) =>
    pageButton(actionId, text, { filter, search, ...(start && { from: start }) });
  const buttons = [
    ...(from && page.invitations.length === 0 ? [turn('invitations_first', 'First Page')] : []),
    ...(page.newer ? [turn('invitations_newer', 'Newer', { position: page.newer, direction: 'newer' })] : []),
    ...(page.older ? [turn('invitations_older', 'Older', { position: page.older, direction: 'older' })] : []),
    ...(facts.canInvite && page.matching.count > 1 && resendable.has(filter)
      ? [resendAllButton(page.matching.count, asked, facts)]
      : []),
  ];
  return buttons.length > 0 ? [{ type: 'actions', block_id: 'pages', elements: buttons }] : [];
}

function resendAllButton(
  matching: number,
  { filter, search }: InvitationQuery,
  { resentAtOnce }: ListFacts,
): Button {
  const number = Math.min(matching, resentAtOnce);
  const which = matching > resentAtOnce ? `The newest ${number} get` : `All ${number} get`;
  return {
    type: 'button',
    action_id: RESEND_ALL_ACTION,
    text: plainText('Resend All'),
    value: queryText({ filter, search }),
    confirm: {
      title: plainText(`Resend ${number} invitations?`),
      text: plainText(`${which} a new mail and seven more days. The links that they have stop working.`),
      confirm: plainText(`Resend ${number}`),
      deny: plainText('Back'),
    },
  };
}

const submitted = z.object({
  search: z.object({ value: z.object({ value: z.string().nullish() }) }),
  show: z.object({
    [INVITATIONS_FILTER_ACTION]: z.object({
      selected_option: z.object({ value: z.enum(invitationFilters) }).nullish(),
    }),
  }),
});

/** What somebody searches for in the list, from its first page on. */
export function readInvitationSearch(values: unknown): InvitationQuery {
  const { search, show } = submitted.parse(values);
  return {
    filter: show[INVITATIONS_FILTER_ACTION].selected_option?.value ?? 'PENDING',
    search: oneLine(search.value.value ?? '').slice(0, SEARCH_MAX_LENGTH),
  };
}
