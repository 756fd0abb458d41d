import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { LicenseDetails } from '../licenses/read-license.ts';
import { expiryWords, licenseHistoryBlock, seatWords } from './license-words.ts';
import { noticeBlock } from './notice-block.ts';
import { holdingText, referenceText } from './reference.ts';
import { detailsMetadataText, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDay } from './text.ts';

export const LICENSE_DETAILS = 'license_details';
export const EDIT_LICENSE_ACTION = 'license_edit';
export const ASSIGN_LICENSE_ACTION = 'license_assign';
export const UNASSIGN_LICENSE_ACTION = 'license_unassign';
export const SHOW_KEY_ACTION = 'license_show_key';
export const DELETE_LICENSE_ACTION = 'license_delete';

interface DetailsFacts {
  below?: ViewBelow | undefined;
  notice?: { text: string; isRefusal: boolean };
}

/** One license, who uses it, and everything that happened to it. */
export function licenseDetailsModal(license: LicenseDetails, { below, notice }: DetailsFacts): ModalView {
  const buttons = licenseButtons(license);
  return {
    type: 'modal',
    callback_id: LICENSE_DETAILS,
    title: plainText('License'),
    close: plainText(below ? 'Back' : 'Close'),
    private_metadata: detailsMetadataText({ id: license.id, below }),
    blocks: [
      ...(notice ? [noticeBlock(notice)] : []),
      { type: 'header', text: plainText(clipped(license.name, 150)) },
      section(facts(license).join('\n')),
      ...(buttons.length > 0
        ? [{ type: 'actions', block_id: 'license_actions', elements: buttons } satisfies KnownBlock]
        : []),
      { type: 'divider' },
      { type: 'header', text: plainText('People') },
      ...(license.holders.length > 0
        ? license.holders.map((holder) => holderBlock(license, holder))
        : [section('Nobody uses it yet.')]),
      ...(license.seatsUsed > license.holders.length
        ? [section(`…and ${license.seatsUsed - license.holders.length} more`)]
        : []),
      { type: 'divider' },
      { type: 'header', text: plainText('History') },
      ...license.history.map(licenseHistoryBlock),
    ],
  };
}

/** What is not known is left out. */
function facts(license: LicenseDetails): string[] {
  const { vendor, hasKey, keyHint, expiresOn, expiry } = license;
  const valid = expiryWords(expiresOn, expiry);
  return [
    ...(vendor ? [`*Vendor:* ${escapeMrkdwn(clipped(vendor, 200))}`] : []),
    `*Seats:* ${seatWords(license)}`,
    `*License Key:* ${hasKey ? `•••• ${escapeMrkdwn(keyHint)}`.trim() : 'none is known'}`,
    ...(valid ? [`*${valid}*`] : []),
  ];
}

function holderBlock(
  { id, mayEdit, name }: LicenseDetails,
  holder: LicenseDetails['holders'][number],
): KnownBlock {
  const slack = holder.slackUserId ? ` · <@${holder.slackUserId}>` : '';
  return {
    ...section(`${escapeMrkdwn(holder.name)}${slack} · since ${slackDay(holder.since)}`),
    block_id: `holder:${holder.id}`,
    ...(mayEdit && { accessory: unassignButton({ id, license: name }, holder) }),
  };
}

function unassignButton(
  { id, license }: { id: string; license: string },
  { id: userId, name }: LicenseDetails['holders'][number],
): Button {
  return {
    type: 'button',
    action_id: UNASSIGN_LICENSE_ACTION,
    text: plainText('Unassign'),
    accessibility_label: `Unassign it from ${name}`.slice(0, 75),
    value: holdingText({ id, userId }),
    confirm: {
      title: plainText('Unassign it?'),
      text: plainText(
        clipped(`${name} does not have ${license} any more then, and the seat is free for others.`, 300),
      ),
      confirm: plainText('Unassign'),
      deny: plainText('Keep It'),
    },
  };
}

/** What whoever looks may do with it as it is. */
function licenseButtons(license: LicenseDetails): Button[] {
  const { mayEdit, mayDelete, hasKey, seats, seatsUsed } = license;
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    value: referenceText(license),
  });
  return [
    ...(mayEdit && seatsUsed < seats ? [button(ASSIGN_LICENSE_ACTION, 'Assign')] : []),
    ...(mayEdit && hasKey ? [button(SHOW_KEY_ACTION, 'Show Key')] : []),
    ...(mayEdit ? [button(EDIT_LICENSE_ACTION, 'Edit')] : []),
    ...(mayDelete ? [{ ...button(DELETE_LICENSE_ACTION, 'Delete'), style: 'danger' as const }] : []),
  ];
}
