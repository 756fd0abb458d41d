import type { KnownBlock } from '@slack/types';
import type { InvitationSince } from '../invitations/read-announced.ts';
import type { UndeliverableInvitation } from '../invitations/read-undeliverable.ts';
import { doneBlock } from './done-block.ts';
import { cancelButton, mendAddressButton, resendButton } from './invitation-buttons.ts';
import { failureWords } from './invitation-words.ts';
import { invitationsListButton } from './invitations-query.ts';
import { moreRowsId, type NewsKind, newsRowId } from './news-rows.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { oneLine } from './typed-text.ts';

/** Who is told. */
type Audience = 'INVITER' | 'CHANNEL';

interface Undeliverable {
  invitations: UndeliverableInvitation[];
  /** So many more than are listed. */
  more: number;
}

/** For the inviter, or for the channel that hears of it: mails did not arrive, so these people know of nothing. */
export function undeliverableInvitations({ invitations, more }: Undeliverable, to: Audience) {
  const [only] = invitations;
  if (only && invitations.length === 1 && more === 0) return one(only, to);
  const count = invitations.length + more;
  const whose = to === 'INVITER' ? `${count} of your invitations` : `${count} invitations`;
  const blocks: KnownBlock[] = [
    section(`*${whose} did not arrive.* Check each address, and send it again.`),
    ...invitations.flatMap((each) => [row(each), whatToDo(each.invitation, to)]),
    ...(more > 0 ? [moreBlock(more, to)] : []),
  ];
  return { text: `${whose} did not arrive.`, blocks };
}

function one({ invitation, email, delivery, reason }: UndeliverableInvitation, to: Audience) {
  const address = `*${escapeMrkdwn(email)}*`;
  const whose =
    to === 'INVITER'
      ? `Your invitation to ${address}`
      : `The invitation of ${address} as ${escapeMrkdwn(invitation.roleName)}`;
  const text = `${whose} did not arrive: ${lowered(failureWords(delivery))}. ${advice[delivery === 'SPAM' ? 'SPAM' : 'OTHER']}`;
  const blocks: KnownBlock[] = [section(text), ...(reason ? [quoted(reason)] : []), whatToDo(invitation, to)];
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

/** One of several. Nothing in it formats. */
function row({ invitation, email, delivery, reason }: UndeliverableInvitation): KnownBlock {
  const why = reason ? `: ${clipped(reason, 200)}` : '';
  const lines = [`${email} · ${oneLine(invitation.roleName)}`, `${failureWords(delivery)}${why}`];
  return { type: 'section', text: plainText(lines.join('\n')) };
}

/** The buttons or, when somebody has used one of them, who. */
function whatToDo(invitation: InvitationSince, to: Audience): KnownBlock {
  const rowId = newsRowId(kindFor(to), invitation.announced);
  if (invitation.since) return doneBlock(invitation.since, rowId);
  const isOpen = invitation.status === 'PENDING';
  return {
    type: 'actions',
    block_id: rowId,
    elements: [
      mendAddressButton(invitation),
      resendButton(invitation),
      ...(isOpen ? [cancelButton(invitation)] : []),
    ],
  };
}

function moreBlock(more: number, to: Audience): KnownBlock {
  return {
    ...section(`…and *${more}* more`),
    block_id: moreRowsId(kindFor(to), more),
    accessory: invitationsListButton('Show All', 'UNDELIVERED'),
  };
}

function kindFor(to: Audience): NewsKind {
  return to === 'INVITER' ? 'undeliverable-inviter' : 'undeliverable-channel';
}
