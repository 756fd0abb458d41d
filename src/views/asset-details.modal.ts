import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { AssetDetails } from '../assets/read-asset.ts';
import { calendarDay } from '../utc-date.ts';
import { assetHistoryBlock, assetStatusWords } from './asset-words.ts';
import { noticeBlock } from './notice-block.ts';
import { holdingText, referenceText } from './reference.ts';
import { detailsMetadataText, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDay } from './text.ts';

export const ASSET_DETAILS = 'asset_details';
export const EDIT_ASSET_ACTION = 'asset_edit';
export const ASSIGN_ASSET_ACTION = 'asset_assign';
export const UNASSIGN_ASSET_ACTION = 'asset_unassign';
export const DELETE_ASSET_ACTION = 'asset_delete';

interface DetailsFacts {
  below?: ViewBelow | undefined;
  notice?: { text: string; isRefusal: boolean };
}

/** One asset, who has it, and everything that happened to it. */
export function assetDetailsModal(asset: AssetDetails, { below, notice }: DetailsFacts): ModalView {
  const buttons = assetButtons(asset);
  return {
    type: 'modal',
    callback_id: ASSET_DETAILS,
    title: plainText('Asset'),
    close: plainText(below ? 'Back' : 'Close'),
    private_metadata: detailsMetadataText({ id: asset.id, below }),
    blocks: [
      ...(notice ? [noticeBlock(notice)] : []),
      { type: 'header', text: plainText(clipped(asset.name, 150)) },
      section(facts(asset).join('\n')),
      section(holding(asset)),
      ...(buttons.length > 0
        ? [{ type: 'actions', block_id: 'asset_actions', elements: buttons } satisfies KnownBlock]
        : []),
      { type: 'divider' },
      { type: 'header', text: plainText('History') },
      ...asset.history.map(assetHistoryBlock),
    ],
  };
}

/** What is not known is left out. */
function facts({ tag, category, serial, status, purchasedOn }: AssetDetails): string[] {
  const typed = (text: string) => escapeMrkdwn(clipped(text, 200));
  return [
    `*Asset Tag:* ${typed(tag)}`,
    ...(category ? [`*Category:* ${typed(category)}`] : []),
    ...(serial ? [`*Serial Number:* ${typed(serial)}`] : []),
    ...(purchasedOn ? [`*Purchase Date:* ${calendarDay(new Date(purchasedOn))}`] : []),
    `*Status:* ${assetStatusWords[status]}`,
  ];
}

function holding({ holder, status }: AssetDetails): string {
  if (!holder) {
    return status === 'IN_SERVICE' ? 'Nobody has it: it is available.' : 'Nobody has it.';
  }
  const slack = holder.slackUserId ? ` · <@${holder.slackUserId}>` : '';
  return `*Assigned to:* ${escapeMrkdwn(holder.name)}${slack}, since ${slackDay(holder.since)}`;
}

/** What whoever looks may do with it as it is. */
function assetButtons(asset: AssetDetails): Button[] {
  const { mayEdit, mayDelete, holder, status } = asset;
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    value: referenceText(asset),
  });
  return [
    ...(mayEdit && !holder && status === 'IN_SERVICE' ? [button(ASSIGN_ASSET_ACTION, 'Assign')] : []),
    ...(mayEdit && holder
      ? [unassignButton(button(UNASSIGN_ASSET_ACTION, 'Unassign'), { id: asset.id, holder })]
      : []),
    ...(mayEdit ? [button(EDIT_ASSET_ACTION, 'Edit')] : []),
    ...(mayDelete ? [{ ...button(DELETE_ASSET_ACTION, 'Delete'), style: 'danger' as const }] : []),
  ];
}

function unassignButton(
  button: Button,
  { id, holder }: { id: string; holder: NonNullable<AssetDetails['holder']> },
): Button {
  return {
    ...button,
    value: holdingText({ id, userId: holder.id }),
    confirm: {
      title: plainText('Unassign it?'),
      text: plainText(
        clipped(`${holder.name} does not have it any more then, and somebody else can get it.`, 300),
      ),
      confirm: plainText('Unassign'),
      deny: plainText('Keep It'),
    },
  };
}
