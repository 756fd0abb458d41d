import type { Button, KnownBlock } from '@slack/types';
import type { UserDetails } from '../users/read-user.ts';
import { answerButtons } from './ownership-notice.message.ts';
import { escapeMrkdwn, plainText, section, slackDate } from './text.ts';

export const TRANSFER_ACTION = 'ownership_transfer';
export const WITHDRAW_OFFER_ACTION = 'ownership_withdraw';

/** In somebody's own details: an offer of the ownership that they made or got, with what they can do about it. */
export function ownershipBlocks({ isSelf, role, offer }: UserDetails): KnownBlock[] {
  if (!isSelf) return [];
  if (role.kind !== 'OWNER') {
    return offer
      ? block(
          `*${escapeMrkdwn(offer.fromName)}* offers you the ownership, until ${slackDate(offer.expiresAt)}.`,
          answerButtons(offer.id),
        )
      : [];
  }
  if (!offer)
    return block('*Ownership:* it is yours.', [button(TRANSFER_ACTION, 'Transfer Ownership', 'form')]);
  return block(
    `*Ownership:* you offered it to ${escapeMrkdwn(offer.toName)}, who can accept until ${slackDate(offer.expiresAt)}. You would be ${escapeMrkdwn(offer.roleName)} then.`,
    [button(WITHDRAW_OFFER_ACTION, 'Withdraw Offer', offer.id)],
  );
}

function block(text: string, elements: Button[]): KnownBlock[] {
  return [section(text), { type: 'actions', block_id: 'ownership', elements }];
}

function button(actionId: string, text: string, value: string): Button {
  return { type: 'button', action_id: actionId, text: plainText(text), value };
}
