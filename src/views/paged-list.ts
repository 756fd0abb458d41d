import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { ListQuery, Page } from '../lists/newest-first.ts';
import { SEARCH_MAX_LENGTH, searchField } from './search-field.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';
import { oneLine } from './typed-text.ts';

/** What a list is called, in Slack's identifiers and in words. */
interface ListNames<Filter extends string> {
  /** Begins every identifier: "assets". */
  name: string;
  title: string;
  /** In the order of the menu, with their words; the first is the one that stands for nothing chosen. */
  filters: Record<Filter, string>;
  placeholder: string;
}

interface Shown<Row> {
  headline: string;
  row(row: Row): KnownBlock;
  /** Where there is nothing: why, and what to do. */
  empty: string;
  /** Beside the menu and Refresh. */
  buttons?: Button[];
  /** Filters that whoever looks is not offered. */
  hidden?: string[];
}

/** A list in a modal: a search, a menu of filters, Refresh, pages; all of it in the metadata and the buttons' values. */
export function pagedList<Filter extends string>({ name, title, filters, placeholder }: ListNames<Filter>) {
  // Object.keys forgets the type of the keys.
  const all = Object.keys(filters) as Filter[];
  const filter = z.string().transform((text, context): Filter => {
    const found = all.find((one) => one === text);
    if (found) return found;
    context.addIssue({ code: 'custom', message: 'no such filter' });
    return z.NEVER;
  });
  const position = z.object({ createdAt: z.iso.datetime(), id: z.uuid() });
  const query = z.object({
    filter,
    search: z.string().max(SEARCH_MAX_LENGTH),
    from: z.object({ position, direction: z.enum(['older', 'newer']) }).optional(),
  });
  const filterAction = `${name}_filter`;
  const submitted = z.object({
    search: z.object({ value: z.object({ value: z.string().nullish() }) }),
    show: z.record(z.string(), z.object({ selected_option: z.object({ value: filter }).nullish() })),
  });
  const [standard] = all;
  if (standard === undefined) throw new Error(`the list ${name} has no filters`);

  const queryText = ({ filter, search, from }: ListQuery<Filter>) =>
    JSON.stringify({ filter, search, ...(from && { from }) });

  const button = (action: string, text: string, asked: ListQuery<Filter>): Button => ({
    type: 'button',
    action_id: `${name}_${action}`,
    text: plainText(text),
    value: queryText(asked),
  });

  const filterMenu = (asked: ListQuery<Filter>, hidden: string[]) => {
    const offered = all.filter((one) => !hidden.includes(one));
    const options = offered.map((one): PlainTextOption => ({ text: plainText(filters[one]), value: one }));
    const chosen = options.find(({ value }) => value === asked.filter);
    return {
      type: 'static_select' as const,
      action_id: filterAction,
      placeholder: plainText('Show'),
      options,
      ...(chosen && { initial_option: chosen }),
    };
  };

  const paging = (page: Page<unknown>, asked: ListQuery<Filter>): KnownBlock[] => {
    const { filter, search, from: here } = asked;
    const turn = (action: string, text: string, from?: ListQuery<Filter>['from']) =>
      button(action, text, { filter, search, ...(from && { from }) });
    const buttons = [
      ...(here && page.rows.length === 0 ? [turn('first', 'First Page')] : []),
      ...(page.newer ? [turn('newer', 'Newer', { position: page.newer, direction: 'newer' })] : []),
      ...(page.older ? [turn('older', 'Older', { position: page.older, direction: 'older' })] : []),
    ];
    return buttons.length > 0 ? [{ type: 'actions', block_id: 'pages', elements: buttons }] : [];
  };

  return {
    kind: `${name}_list`,
    filterAction,
    /** Each has the query of the page that it turns to. */
    pageActions: ['first', 'newer', 'older', 'refresh'].map((action) => `${name}_${action}`),

    /** Which part of the list a view shows, from its metadata or from a button's value. */
    readQuery: (text: string): ListQuery<Filter> => {
      const { filter, search, from } = query.parse(JSON.parse(text));
      return { filter, search, ...(from && { from }) };
    },

    /** What somebody searches for, from the first page on. */
    readSearch: (values: unknown): ListQuery<Filter> => {
      const { search, show } = submitted.parse(values);
      return {
        filter: show[filterAction]?.selected_option?.value ?? standard,
        search: oneLine(search.value.value ?? '').slice(0, SEARCH_MAX_LENGTH),
      };
    },

    /** Opens the list from elsewhere. */
    openButton: (text: string, filter: Filter): Button => button('first', text, { filter, search: '' }),

    /** A filter by what people type or choose; undefined: none of that name. */
    filterNamed: (word: string): Filter | undefined => all.find((one) => one === word.toUpperCase()),

    modal: <Row>(
      page: Page<Row>,
      asked: ListQuery<Filter>,
      { headline, row, empty, buttons = [], hidden = [] }: Shown<Row>,
    ): ModalView => ({
      type: 'modal',
      callback_id: `${name}_list`,
      title: plainText(title),
      submit: plainText('Search'),
      close: plainText('Close'),
      private_metadata: queryText(asked),
      blocks: [
        searchField(asked.search, placeholder),
        {
          type: 'actions',
          block_id: 'show',
          elements: [filterMenu(asked, hidden), button('refresh', 'Refresh', asked), ...buttons],
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: headline, verbatim: true }] },
        { type: 'divider' },
        ...(page.rows.length > 0 ? page.rows.map(row) : [section(empty)]),
        ...paging(page, asked),
      ],
    }),
  };
}

/** "More than 200", "No", "7". */
export function countWords({ count, isMore }: Page<unknown>['matching']): string {
  return isMore ? `More than ${count}` : count === 0 ? 'No' : `${count}`;
}

/** What was searched for, behind a count; nothing where nothing was. */
export function matchingWords(search: string): string {
  return search ? ` matching “${escapeMrkdwn(search)}”` : '';
}
