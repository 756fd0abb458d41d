import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AssetFilter, AssetPage, AssetQuery } from '../assets/list-assets.ts';
import { whereabouts } from './asset-words.ts';
import { SEARCH_MAX_LENGTH, searchField } from './search-field.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { oneLine } from './typed-text.ts';

export const ASSETS_LIST = 'assets_list';
export const ASSETS_FILTER_ACTION = 'assets_filter';
export const ASSETS_PAGE_ACTIONS = [
  'assets_first',
  'assets_newer',
  'assets_older',
  'assets_refresh',
] as const;
export const ASSET_DETAILS_ACTION = 'asset_details';
export const NEW_ASSET_ACTION = 'asset_new';

const assetFilters = [
  'ALL',
  'AVAILABLE',
  'ASSIGNED',
  'IN_REPAIR',
  'RETIRED',
] as const satisfies AssetFilter[];

const position = z.object({ createdAt: z.iso.datetime(), id: z.uuid() });
const query = z.object({
  filter: z.enum(assetFilters),
  search: z.string().max(SEARCH_MAX_LENGTH),
  from: z.object({ position, direction: z.enum(['older', 'newer']) }).optional(),
});

/** Which part of which list a view shows, from its metadata or from a button's value. */
export function readAssetQuery(text: string): AssetQuery {
  const { filter, search, from } = query.parse(JSON.parse(text));
  return { filter, search, ...(from && { from }) };
}

function queryText({ filter, search, from }: AssetQuery): string {
  return JSON.stringify({ filter, search, ...(from && { from }) });
}

const filterWords: Record<AssetFilter, string> = {
  ALL: 'All',
  AVAILABLE: 'Available',
  ASSIGNED: 'Assigned',
  IN_REPAIR: 'In repair',
  RETIRED: 'Retired',
};

/** A filter by what people type or choose; undefined: none of that name. */
export function assetFilterNamed(word: string): AssetFilter | undefined {
  return assetFilters.find((filter) => filter === word.toUpperCase());
}

/** One page of `/fluxera assets`. */
export function assetsListModal(page: AssetPage, asked: AssetQuery): ModalView {
  return {
    type: 'modal',
    callback_id: ASSETS_LIST,
    title: plainText('Assets'),
    submit: plainText('Search'),
    close: plainText('Close'),
    private_metadata: queryText(asked),
    blocks: [
      searchField(asked.search, 'Beginning of a tag, name, category or serial number'),
      {
        type: 'actions',
        block_id: 'show',
        elements: [
          filterSelect(asked),
          pageButton('assets_refresh', 'Refresh', asked),
          ...(page.mayCreate ? [newAssetButton(asked)] : []),
        ],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: headline(page, asked), verbatim: true }] },
      { type: 'divider' },
      ...(page.assets.length > 0 ? page.assets.map(row) : [section(emptyText(page, asked))]),
      ...paging(page, asked),
    ],
  };
}

function filterSelect({ filter }: AssetQuery) {
  const options = assetFilters.map(
    (one): PlainTextOption => ({ text: plainText(filterWords[one]), value: one }),
  );
  const chosen = options.find(({ value }) => value === filter);
  return {
    type: 'static_select' as const,
    action_id: ASSETS_FILTER_ACTION,
    placeholder: plainText('Show'),
    options,
    ...(chosen && { initial_option: chosen }),
  };
}

function newAssetButton(asked: AssetQuery): Button {
  return { ...pageButton(NEW_ASSET_ACTION, 'New Asset', asked), style: 'primary' };
}

function headline({ matching }: AssetPage, { filter, search }: AssetQuery): string {
  const { count, isMore } = matching;
  const number = isMore ? `More than ${count}` : count === 0 ? 'No' : `${count}`;
  const assets = count === 1 ? 'asset' : 'assets';
  const named = search ? ` matching “${escapeMrkdwn(search)}”` : '';
  const kind = filter === 'ALL' ? '' : ` · ${filterWords[filter]}`;
  return `${number} ${assets}${named}${kind}`;
}

function row(asset: AssetPage['assets'][number]): KnownBlock {
  const details = [asset.category, asset.serial && `Serial ${asset.serial}`, whereabouts(asset)]
    .filter(Boolean)
    .map((text) => escapeMrkdwn(clipped(text, 100)));
  return {
    ...section(
      `*${escapeMrkdwn(clipped(asset.name, 150))}* · ${escapeMrkdwn(asset.tag)}\n${details.join(' · ')}`,
    ),
    block_id: `row:${asset.id}`,
    accessory: {
      type: 'button',
      action_id: ASSET_DETAILS_ACTION,
      text: plainText('Details'),
      accessibility_label: `Details of ${asset.name}`.slice(0, 75),
      value: asset.id,
    },
  };
}

function emptyText({ mayCreate }: AssetPage, { filter, search, from }: AssetQuery): string {
  if (from) return 'Nothing is on this page any more. Go back to the first one.';
  if (search) {
    return `Nothing matches “${escapeMrkdwn(search)}” here. Try the beginning of a tag, name, category or serial number, or show all assets.`;
  }
  switch (filter) {
    case 'AVAILABLE':
      return 'Nothing is available. Assets in service that nobody has are listed here.';
    case 'ASSIGNED':
      return 'Nobody has anything. Assets that are assigned to somebody are listed here.';
    case 'IN_REPAIR':
      return 'Nothing is in repair.';
    case 'RETIRED':
      return 'Nothing is retired.';
    case 'ALL':
      return `There are no assets yet. Laptops, phones, desks: what people are given is listed here, with who has it.${
        mayCreate ? ' Begin with *New Asset*.' : ''
      }`;
  }
}

function paging(page: AssetPage, { filter, search, from: here }: AssetQuery): KnownBlock[] {
  const turn = (actionId: string, text: string, from?: AssetQuery['from']) =>
    pageButton(actionId, text, { filter, search, ...(from && { from }) });
  const buttons = [
    ...(here && page.assets.length === 0 ? [turn('assets_first', 'First Page')] : []),
    ...(page.newer ? [turn('assets_newer', 'Newer', { position: page.newer, direction: 'newer' })] : []),
    ...(page.older ? [turn('assets_older', 'Older', { position: page.older, direction: 'older' })] : []),
  ];
  return buttons.length > 0 ? [{ type: 'actions', block_id: 'pages', elements: buttons }] : [];
}

function pageButton(actionId: string, text: string, asked: AssetQuery): Button {
  return { type: 'button', action_id: actionId, text: plainText(text), value: queryText(asked) };
}

const submitted = z.object({
  search: z.object({ value: z.object({ value: z.string().nullish() }) }),
  show: z.object({
    [ASSETS_FILTER_ACTION]: z.object({
      selected_option: z.object({ value: z.enum(assetFilters) }).nullish(),
    }),
  }),
});

/** What somebody searches for in the list, from its first page on. */
export function readAssetSearch(values: unknown): AssetQuery {
  const { search, show } = submitted.parse(values);
  return {
    filter: show[ASSETS_FILTER_ACTION].selected_option?.value ?? 'ALL',
    search: oneLine(search.value.value ?? '').slice(0, SEARCH_MAX_LENGTH),
  };
}
