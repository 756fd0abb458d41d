import type { Button, KnownBlock } from '@slack/types';
import type { OwnershipNotice } from '../ownership/ownership-notice.ts';
import { escapeMrkdwn, mention, plainText, section, slackDate } from './text.ts';

export const ACCEPT_OWNERSHIP_ACTION = 'ownership_accept';
export const DECLINE_OWNERSHIP_ACTION = 'ownership_decline';

interface Style {
  typed(text: string): string;
  other: string;
  date(date: Date): string;
  /** Where an offer is answered, with a comma before it; empty: right here. */
  where: string;
}

/** What one of the two is told of an offer of the ownership: a heading and paragraphs, in the writing of the medium. */
export function ownershipNoticeText(
  notice: OwnershipNotice,
  { typed, other, date, where }: Style,
): { heading: string; paragraphs: string[] } {
  const workspace = typed(notice.workspaceName);
  const unchanged = notice.isOwner ? 'You are still the Owner.' : 'Nothing changes for you.';
  switch (notice.what) {
    case 'OFFERED':
      return {
        heading: 'You are offered the ownership',
        paragraphs: [
          `${other} wants you to be the Owner of ${workspace}: you could do everything there, billing included, and nobody else could change your account.`,
          notice.expiresAt
            ? `Accept or decline until ${date(notice.expiresAt)}${where}. Nothing changes before that.`
            : 'The offer is over by now, and nothing has changed.',
        ],
      };
    case 'ACCEPTED':
      return notice.isOwner
        ? {
            heading: 'You are the Owner now',
            paragraphs: [`You accepted the ownership of ${workspace} from ${other}.`],
          }
        : {
            heading: 'The ownership is handed over',
            paragraphs: [
              `${other} accepted: they are the Owner of ${workspace} now, and you are ${typed(notice.roleName)}.`,
            ],
          };
    case 'ASSIGNED':
      return {
        heading: notice.isOwner ? 'You are the Owner now' : 'You are no longer the Owner',
        paragraphs: [
          notice.isOwner
            ? `Whoever runs this program made you the Owner of ${workspace}, in place of ${other}.`
            : `Whoever runs this program made ${other} the Owner of ${workspace}, and you are ${typed(notice.roleName)} now.`,
          `They gave a reason: ${typed(notice.reason ?? '')}`,
        ],
      };
    case 'DECLINED':
      return {
        heading: 'The ownership was declined',
        paragraphs: [`${other} declined the ownership of ${workspace}. ${unchanged}`],
      };
    case 'WITHDRAWN':
      return {
        heading: 'The offer was withdrawn',
        paragraphs: [`${other} does not offer you the ownership of ${workspace} any more. ${unchanged}`],
      };
    case 'LAPSED':
      return {
        heading: 'The offer has ended',
        paragraphs: [
          notice.isOwner
            ? `${other} did not answer within seven days whether they want the ownership of ${workspace}. ${unchanged} You can offer it again.`
            : `You did not answer within seven days whether you want the ownership of ${workspace} from ${other}. ${unchanged}`,
        ],
      };
  }
}

/** The same as a message, with buttons as long as there is something to answer. */
export function ownershipMessage(notice: OwnershipNotice): { text: string; blocks: KnownBlock[] } {
  const { heading, paragraphs } = ownershipNoticeText(notice, {
    typed: escapeMrkdwn,
    other: mention(notice.other),
    date: slackDate,
    where: '',
  });
  const text = paragraphs.join('\n');
  const isOpen = notice.what === 'OFFERED' && notice.expiresAt !== null;
  return {
    text,
    blocks: [
      section(`*${heading}*\n${text}`),
      ...(isOpen
        ? [{ type: 'actions' as const, block_id: 'ownership', elements: answerButtons(notice.offerId) }]
        : []),
    ],
  };
}

export function answerButtons(offerId: string): Button[] {
  return [
    {
      type: 'button',
      style: 'primary',
      action_id: ACCEPT_OWNERSHIP_ACTION,
      text: plainText('Accept Ownership'),
      value: offerId,
      confirm: {
        title: plainText('Become the Owner?'),
        text: plainText('You are responsible for the workspace then. It counts at once.'),
        confirm: plainText('Accept Ownership'),
        deny: plainText('Not Now'),
      },
    },
    {
      type: 'button',
      action_id: DECLINE_OWNERSHIP_ACTION,
      text: plainText('Decline'),
      value: offerId,
    },
  ];
}

export function acceptedText({ workspaceName }: { workspaceName: string }): string {
  return `You are the Owner of ${escapeMrkdwn(workspaceName)} now.`;
}

export const OWNERSHIP_DECLINED = 'You declined the ownership. Whoever offered it hears of that.';
export const OFFER_WITHDRAWN = 'The offer is withdrawn, and you stay the Owner.';
