import type { KnownBlock } from '@slack/types';
import type { Approved } from '../requests/approve-request.ts';
import type { SeenRequest } from '../requests/read-request.ts';
import { enumerated, fallbackOf, mentioned, type Part, plain, richText } from './rich-text.ts';
import { escapeMrkdwn, joined } from './text.ts';

/** For whoever approved. */
export function approvedText({ invited, leftOut }: Approved): string {
  const sent =
    invited.length === 0
      ? 'Nobody was invited.'
      : `${people(invited)} ${invited.length === 1 ? 'gets' : 'get'} an invitation in your name.`;
  const users = leftOut.flatMap(({ email, reason }) => (reason === 'ALREADY_A_USER' ? [email] : []));
  const pending = leftOut.flatMap(({ email, reason }) => (reason === 'ALREADY_INVITED' ? [email] : []));
  return [
    sent,
    ...(users.length > 0
      ? [`${people(users)} ${users.length === 1 ? 'has an account' : 'have accounts'} already.`]
      : []),
    ...(pending.length > 0
      ? [`${people(pending)} ${pending.length === 1 ? 'is' : 'are'} invited already.`]
      : []),
  ].join(' ');
}

function people(emails: string[]): string {
  return emails.length <= 5 ? joined(emails.map(escapeMrkdwn), 'and') : `${emails.length} people`;
}

/** For whoever denied. */
export function deniedText({ emails }: { emails: string[] }): string {
  return `The request for ${people(emails)} is denied. Nobody was invited.`;
}

/** For whoever asked: how it was decided, by whom, and why. */
export function requestOutcome(request: SeenRequest): { text: string; blocks: KnownBlock[] } | undefined {
  const { decision, emails, roleName, status } = request;
  if (!decision) return undefined;
  const parts =
    status === 'APPROVED'
      ? approval(decision, emails, roleName)
      : [mentioned(decision.by), plain(' denied your request to invite '), ...enumerated(emails), plain('.')];
  const why = decision.reason ? [plain(' Their reason:')] : [];
  return {
    text: `${fallbackOf(parts)}${decision.reason ? ` Their reason: ${escapeMrkdwn(decision.reason)}` : ''}`,
    blocks: [richText([...parts, ...why], ...(decision.reason ? [{ quoted: decision.reason }] : []))],
  };
}

function approval(
  { by, invitedEmails }: NonNullable<SeenRequest['decision']>,
  emails: string[],
  roleName: string,
): Part[] {
  const others = emails.filter((email) => !invitedEmails.includes(email));
  return [
    mentioned(by),
    plain(' approved your request.'),
    ...(invitedEmails.length > 0
      ? [
          plain(' '),
          ...enumerated(invitedEmails),
          plain(` ${invitedEmails.length === 1 ? 'is' : 'are'} invited as ${roleName}.`),
        ]
      : []),
    ...(others.length > 0
      ? [
          plain(' '),
          ...enumerated(others),
          plain(` ${others.length === 1 ? 'has' : 'have'} an account or an invitation already.`),
        ]
      : []),
  ];
}
