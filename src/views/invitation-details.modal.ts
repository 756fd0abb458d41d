import type { KnownBlock, ModalView } from '@slack/types';
import type { HistoryEntry } from '../invitations/invitation-history.ts';
import type { InvitationDetails } from '../invitations/read-invitation.ts';
import { invitationButtons } from './invitation-buttons.ts';
import { happened } from './invitation-history.ts';
import { deliveryWords, invitee, lasting, sending, standing } from './invitation-words.ts';
import { noticeBlock } from './notice-block.ts';
import { detailsMetadataText, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDate, slackShortDate } from './text.ts';

export const INVITATION_DETAILS = 'invitation_details';

interface DetailsFacts {
  below?: ViewBelow | undefined;
  canInvite: boolean;
  notice?: { text: string; isRefusal: boolean };
}

/** One invitation with its whole history. */
export function invitationDetailsModal(invitation: InvitationDetails, facts: DetailsFacts): ModalView {
  const { deliveryAt, deliveryDetail, delivery, message } = invitation;
  const mail = [
    `${deliveryWords[delivery]}${deliveryAt ? ` · ${slackDate(deliveryAt)}` : ''}`,
    ...(deliveryDetail ? [escapeMrkdwn(clipped(deliveryDetail, 500))] : []),
  ];
  const buttons = invitationButtons(invitation, { canInvite: facts.canInvite, withDetails: false });
  return {
    type: 'modal',
    callback_id: INVITATION_DETAILS,
    title: plainText('Invitation'),
    close: plainText('Back'),
    private_metadata: detailsMetadataText({ id: invitation.id, below: facts.below }),
    blocks: [
      ...(facts.notice ? [noticeBlock(facts.notice)] : []),
      section(
        [
          `${invitee(invitation)} · ${escapeMrkdwn(invitation.roleName)}`,
          standing(invitation),
          sending(invitation),
          ...[lasting(invitation) ?? []].flat(),
        ].join('\n'),
      ),
      ...(invitation.status === 'PENDING' || invitation.status === 'EXPIRED'
        ? [section(capitalised(mail.join('\n')))]
        : []),
      ...(message ? quoted(message) : []),
      ...(buttons.length > 0
        ? [{ type: 'actions', block_id: 'details_actions', elements: buttons } satisfies KnownBlock]
        : []),
      { type: 'divider' },
      { type: 'header', text: plainText('History') },
      ...invitation.history.map(entryBlock),
      ...(invitation.earlier > 0 ? [earlierBlock(invitation.earlier)] : []),
    ],
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As it was typed: nothing in it formats. */
function quoted(message: string): KnownBlock[] {
  return [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: clipped(message, 2000) }] }],
    },
  ];
}

function earlierBlock(count: number): KnownBlock {
  const text = `${count} earlier ${count === 1 ? 'entry is' : 'entries are'} not shown.`;
  return { type: 'context', elements: [plainText(text)] };
}

function entryBlock(entry: HistoryEntry): KnownBlock {
  const reason = entry.reason ? `\n“${escapeMrkdwn(clipped(entry.reason, 500))}”` : '';
  const text = `${slackShortDate(entry.at)} · ${happened(entry)}${reason}`;
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}
