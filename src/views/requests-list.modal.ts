import type { Button, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { OpenRequests } from '../requests/count-open-requests.ts';
import type { RequestPage, RequestQuery } from '../requests/list-requests.ts';
import { noticeBlock } from './notice-block.ts';
import { approving, decisionButtons, requestBlocks } from './request-card.message.ts';
import { day, plain } from './rich-text.ts';
import { plainText, section } from './text.ts';

export const REQUESTS_LIST = 'requests_list';
export const REQUESTS_FILTER_ACTION = 'requests_filter';
export const REQUESTS_PAGE_ACTIONS = [
  'requests_first',
  'requests_newer',
  'requests_older',
  'requests_refresh',
] as const;

const filters = ['OPEN', 'DECIDED'] as const;
const filterWords = { OPEN: 'Open', DECIDED: 'Decided' };

const position = z.object({ at: z.iso.datetime(), id: z.uuid() });
const query = z.object({
  filter: z.enum(filters),
  from: z.object({ position, direction: z.enum(['older', 'newer']) }).optional(),
});

/** Which part of which list a view shows, from its metadata or from a button's value. */
export function readRequestQuery(text: string): RequestQuery {
  const { filter, from } = query.parse(JSON.parse(text));
  return { filter, ...(from && { from }) };
}

/** What the menu was set to. */
export function readRequestFilter(value: string): RequestQuery {
  return { filter: z.enum(filters).catch('OPEN').parse(value) };
}

interface ListFacts {
  canDecide: boolean;
  open: OpenRequests;
  /** What was just done, or why not. */
  notice?: { text: string; isRefusal: boolean };
}

/** One page of `/fluxera requests`: everybody's for whoever decides, their own for everybody else. */
export function requestsListModal(page: RequestPage, asked: RequestQuery, facts: ListFacts): ModalView {
  return {
    type: 'modal',
    callback_id: REQUESTS_LIST,
    title: plainText(facts.canDecide ? 'Requests' : 'My requests'),
    close: plainText('Close'),
    private_metadata: JSON.stringify(asked),
    blocks: [
      ...(facts.notice ? [noticeBlock(facts.notice)] : []),
      ...(facts.canDecide
        ? [{ type: 'context' as const, elements: [plainText(requestsWaiting(facts.open))] }]
        : []),
      {
        type: 'actions',
        block_id: 'show',
        elements: [filterSelect(asked), pageButton('requests_refresh', 'Refresh', asked)],
      },
      { type: 'divider' },
      ...(page.requests.length > 0
        ? page.requests.flatMap((request) => [...row(request, facts), { type: 'divider' as const }])
        : [section(emptyText(asked, facts))]),
      ...paging(page, asked),
    ],
  };
}

export function requestsWaiting({ count, isMore }: OpenRequests): string {
  const number = isMore ? `More than ${count}` : count || 'No';
  return `${number} ${count > 1 ? 'requests wait' : 'request waits'} to be decided.`;
}

function row(request: RequestPage['requests'][number], { canDecide }: ListFacts): KnownBlock[] {
  if (request.status !== 'PENDING') return requestBlocks(request);
  return [
    ...requestBlocks(request, [
      ...[plain(' Asked on '), day(request.createdAt), plain('.')],
      ...(canDecide ? approving(request) : []),
    ]),
    ...(canDecide
      ? [{ type: 'actions' as const, block_id: `request:${request.id}`, elements: decisionButtons(request) }]
      : []),
  ];
}

function emptyText({ filter, from }: RequestQuery, { canDecide }: ListFacts): string {
  if (from) return 'Nothing is on this page any more. Go back to the first one.';
  if (!canDecide) {
    return filter === 'OPEN'
      ? 'None of your requests waits to be decided. Ask to invite somebody with `/invite`.'
      : 'None of your requests was decided yet. Once one is, you see here by whom, and why.';
  }
  return filter === 'OPEN'
    ? 'No request is open. People whose role cannot invite ask with `/invite`, and what they ask for is listed here.'
    : 'No request was decided yet. Those that are stay here, with who decided and why.';
}

function filterSelect({ filter }: RequestQuery) {
  const options = filters.map((one) => ({ text: plainText(filterWords[one]), value: one }));
  const chosen = options.find(({ value }) => value === filter);
  return {
    type: 'static_select' as const,
    action_id: REQUESTS_FILTER_ACTION,
    placeholder: plainText('Show'),
    options,
    ...(chosen && { initial_option: chosen }),
  };
}

function paging(page: RequestPage, { filter, from }: RequestQuery): KnownBlock[] {
  const buttons = [
    ...(from && page.requests.length === 0 ? [pageButton('requests_first', 'First Page', { filter })] : []),
    ...(page.newer
      ? [
          pageButton('requests_newer', 'Newer', {
            filter,
            from: { position: page.newer, direction: 'newer' },
          }),
        ]
      : []),
    ...(page.older
      ? [
          pageButton('requests_older', 'Older', {
            filter,
            from: { position: page.older, direction: 'older' },
          }),
        ]
      : []),
  ];
  return buttons.length > 0 ? [{ type: 'actions', block_id: 'pages', elements: buttons }] : [];
}

function pageButton(
  actionId: (typeof REQUESTS_PAGE_ACTIONS)[number],
  text: string,
  asked: RequestQuery,
): Button {
  return { type: 'button', action_id: actionId, text: plainText(text), value: JSON.stringify(asked) };
}
