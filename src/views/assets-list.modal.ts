import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { AssetFilter, AssetPage, AssetQuery } from '../assets/list-assets.ts';
import { whereabouts } from './asset-words.ts';
import { exportButton } from './export-button.ts';
import { countWords, matchingWords, pagedList } from './paged-list.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { importButton } from './thing-import.modal.ts';

export const ASSET_DETAILS_ACTION = 'asset_details';
export const NEW_ASSET_ACTION = 'asset_new';

export const assetFilterWords: Record<AssetFilter, string> = {
  ALL: 'All',
  AVAILABLE: 'Available',
  ASSIGNED: 'Assigned',
  IN_REPAIR: 'In repair',
  RETIRED: 'Retired',
};

export const assetsList = pagedList<AssetFilter>({
  name: 'assets',
  title: 'Assets',
  filters: assetFilterWords,
  placeholder: 'Beginning of a tag, name, category or serial number',
});

/** One page of `/fluxera assets`. */
export function assetsListModal(
  page: AssetPage,
  asked: AssetQuery,
  { mayExport }: { mayExport: boolean },
): ModalView {
  return assetsList.modal(page, asked, {
    headline: headline(page, asked),
    row,
    empty: emptyText(page, asked),
    buttons: [
      ...(page.mayCreate ? [newButton(), importButton('ASSETS')] : []),
      ...(mayExport ? [exportButton({ kind: 'ASSETS', filter: asked.filter, search: asked.search })] : []),
    ],
  });
}

function newButton(): Button {
  return {
    type: 'button',
    action_id: NEW_ASSET_ACTION,
    text: plainText('New Asset'),
    value: 'form',
    style: 'primary',
  };
}

function headline({ matching }: AssetPage, { filter, search }: AssetQuery): string {
  const kind = filter === 'ALL' ? '' : ` · ${assetFilterWords[filter]}`;
  return `${countWords(matching)} ${matching.count === 1 ? 'asset' : 'assets'}${matchingWords(search)}${kind}`;
}

function row(asset: AssetPage['rows'][number]): KnownBlock {
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
        mayCreate ? ' Begin with *New Asset*, or *Import* a file.' : ''
      }`;
  }
}
