import type { KnownBlock } from '@slack/types';
import type { InvitationSince } from '../invitations/read-announced.ts';
import type { UndeliverableInvitation } from '../invitations/read-undeliverable.ts';
import { doneBlock } from './done-block.ts';
import { cancelButton, mendAddressButton, resendButton } from './invitation-buttons.ts';
import { failureWords } from './invitation-words.ts';
import { newsRowId } from './news-rows.ts';
import { escapeMrkdwn, section } from './text.ts';

/** For the inviter, or for the channel that hears of it: the mail did not arrive, so the person knows of nothing. */
export function undeliverableInvitation(
  { invitation, email, delivery, reason }: UndeliverableInvitation,
  to: 'INVITER' | 'CHANNEL',
) {
  const address = `*${escapeMrkdwn(email)}*`;
  const whose =
    to === 'INVITER'
      ? `Your invitation to ${address}`
      : `The invitation of ${address} as ${escapeMrkdwn(invitation.roleName)}`;
  const text = `${whose} did not arrive: ${lowered(failureWords(delivery))}. ${advice[delivery === 'SPAM' ? 'SPAM' : 'OTHER']}`;
  const rowId = newsRowId(
    to === 'INVITER' ? 'undeliverable-inviter' : 'undeliverable-channel',
    invitation.announced,
  );
  const blocks: KnownBlock[] = [
    section(text),
    ...(reason ? [quoted(reason)] : []),
    ...(invitation.since
      ? [doneBlock(invitation.since, rowId)]
      : [{ type: 'actions' as const, block_id: rowId, elements: buttons(invitation) }]),
  ];
  return { text, blocks };
}

const advice = {
  SPAM: 'Further mails to this address may not get through: ask them in another way, then send it again.',
  OTHER: 'They have not heard of it. Check the address; if it is right, ask whoever looks after its mailbox.',
};

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What another mail server said: nothing in it formats or links. */
function quoted(reason: string): KnownBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: reason }] }],
  };
}

function buttons(invitation: InvitationSince) {
  const isOpen = invitation.status === 'PENDING';
  return [
    mendAddressButton(invitation),
    resendButton(invitation),
    ...(isOpen ? [cancelButton(invitation)] : []),
  ];
}
