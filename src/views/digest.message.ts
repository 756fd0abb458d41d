import type { KnownBlock } from '@slack/types';
import type { InvitationSince } from '../invitations/read-announced.ts';
import { doneBlock } from './done-block.ts';
import { resendButton } from './invitation-buttons.ts';
import { invitationsListButton } from './invitations-query.ts';
import { moreRowsId, type NewsPart, newsRowId } from './news-rows.ts';
import { joined, plainText, section, slackShortDate } from './text.ts';
import { oneLine } from './typed-text.ts';

interface DigestPart {
  invitations: InvitationSince[];
  /** So many more than are listed. */
  more: number;
}

type DigestFacts = Record<NewsPart, DigestPart>;

const headings: Record<NewsPart, string> = {
  expiring: 'Ends within two days',
  expired: 'Expired since the last digest',
};

/** For a channel, once a day: what ends soon and what has ended, each with a button to send it again. */
export function digestMessage(digest: DigestFacts) {
  const [expiring, expired] = [countOf(digest.expiring), countOf(digest.expired)];
  const sentences = [
    ...(expiring > 0 ? [`${invitations(expiring)} ${expiring === 1 ? 'ends' : 'end'} within two days`] : []),
    ...(expired > 0
      ? [`${expiring > 0 ? expired : invitations(expired)} ${expired === 1 ? 'has' : 'have'} expired`]
      : []),
  ];
  return {
    text: `${joined(sentences, 'and')}.`,
    blocks: [...partBlocks('expiring', digest.expiring), ...partBlocks('expired', digest.expired)],
  };
}

function countOf({ invitations, more }: DigestPart): number {
  return invitations.length + more;
}

function invitations(count: number): string {
  return `${count} ${count === 1 ? 'invitation' : 'invitations'}`;
}

function partBlocks(part: NewsPart, { invitations, more }: DigestPart): KnownBlock[] {
  if (invitations.length === 0) return [];
  return [
    { type: 'header', text: plainText(headings[part]) },
    ...invitations.flatMap((invitation) => rowBlocks(part, invitation)),
    ...(more > 0 ? [moreBlock(part, more)] : []),
  ];
}

/** What people gave as names stands as plain text: many read it, and nothing in it is to format. */
function rowBlocks(part: NewsPart, invitation: InvitationSince): KnownBlock[] {
  const { email, roleName, inviterName, since, status, expiresAt, announced } = invitation;
  const row = {
    type: 'section' as const,
    block_id: newsRowId(part, announced),
    text: plainText(`${email}\n${oneLine(`${roleName} · invited by ${inviterName}`)}`),
  };
  if (since) return [row, doneBlock(since)];
  const end = `${status === 'EXPIRED' ? 'Expired' : 'Ends'} ${slackShortDate(expiresAt)}`;
  return [
    { ...row, accessory: resendButton(invitation) },
    { type: 'context', elements: [{ type: 'mrkdwn', text: end, verbatim: true }] },
  ];
}

function moreBlock(part: NewsPart, more: number): KnownBlock {
  const filter = part === 'expiring' ? 'EXPIRING' : 'EXPIRED';
  return {
    ...section(`…and *${more}* more`),
    block_id: moreRowsId(part, more),
    accessory: invitationsListButton('Show All', filter),
  };
}
