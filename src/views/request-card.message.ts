import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { SeenRequest } from '../requests/read-request.ts';
import { bold, day, enumerated, fallbackOf, mentioned, type Part, plain, richText } from './rich-text.ts';
import { clipped, plainText, slackShortDate } from './text.ts';

export const APPROVE_ACTION = 'request_approve';
export const DENY_ACTION = 'request_deny';

/** Which request a button is about. */
export function readRequestId(value: string): string {
  return z.uuid().parse(value);
}

/** For those who decide. After the decision: who decided, in place of the buttons. */
export function requestCard(request: SeenRequest): { text: string; blocks: KnownBlock[] } {
  return {
    text: clipped(fallbackOf(asking(request)), 3000),
    blocks: [
      ...requestBlocks(request, approving(request)),
      ...(request.status === 'PENDING'
        ? [
            {
              type: 'actions',
              block_id: `request:${request.id}`,
              elements: decisionButtons(request),
            } as const,
          ]
        : []),
      // Slack puts the messages of a bot close together, and one card's buttons must not look like the next one's.
      { type: 'divider' },
    ],
  };
}

/** What is asked, why, and how it was decided. Nothing that people typed formats, links or notifies. */
export function requestBlocks(request: SeenRequest, further: Part[] = []): KnownBlock[] {
  const { firstName, lastName, note, message } = request;
  const name = `${firstName} ${lastName}`.trim();
  const asked = richText(
    [...asking(request), ...further],
    ...quotation(note),
    ...(name ? [[plain('Name: '), plain(name)]] : []),
    ...(message ? [[plain('Message in the invitation:')], ...quotation(message)] : []),
  );
  return [asked, ...decisionBlocks(request)];
}

function quotation(quoted: string) {
  return quoted ? [{ quoted }] : [];
}

export function decisionButtons({ id, emails }: SeenRequest): Button[] {
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    accessibility_label: clipped(`${text} the request for ${emails.join(', ')}`, 75),
    value: id,
  });
  return [{ ...button(APPROVE_ACTION, 'Approve'), style: 'primary' }, button(DENY_ACTION, 'Deny')];
}

/** Of what approving does, what cannot be guessed. */
export function approving({ expired, status }: SeenRequest): Part[] {
  return expired && status === 'PENDING' ? [plain(' Approving sends them a new link, in your name.')] : [];
}

function asking({ requester, expired, emails, roleName }: SeenRequest): Part[] {
  const wanted = [plain(' as '), bold(roleName), plain('.')];
  if (requester) return [mentioned(requester), plain(' asks to invite '), ...enumerated(emails), ...wanted];
  const earlier = expired
    ? [plain(` ${expired.inviterName} invited them; that ended on `), day(expired.expiresAt), plain('.')]
    : [];
  return [
    ...enumerated(emails),
    plain(' opened an expired invitation and asks for a new one,'),
    ...wanted,
    ...earlier,
  ];
}

function decisionBlocks({ status, emails, decision }: SeenRequest): KnownBlock[] {
  if (!decision) return [];
  const { by, at, reason, invitedEmails } = decision;
  const missing = emails.length - invitedEmails.length;
  const leftOut =
    status === 'APPROVED' && missing > 0
      ? ` · ${missing === emails.length ? 'nobody' : `${missing} of ${emails.length} people not`} invited: account or invitation by then`
      : '';
  return [
    {
      type: 'context',
      elements: [
        plainText(clipped(`${status === 'APPROVED' ? 'Approved' : 'Denied'} by ${by.name},`, 300)),
        { type: 'mrkdwn', text: slackShortDate(at) },
        ...(leftOut ? [plainText(leftOut)] : []),
      ],
    },
    ...(reason ? [richText([plain('Reason:')], { quoted: reason })] : []),
  ];
}
