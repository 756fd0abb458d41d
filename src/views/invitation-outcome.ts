import type { Resent } from '../invitations/resend-invitation.ts';
import type { ResentMatching } from '../invitations/resend-matching.ts';
import { escapeMrkdwn, joined, section, slackDate } from './text.ts';

export function resentText({ email, expiresAt }: Resent): string {
  return `${escapeMrkdwn(email)} gets a new mail and has until ${slackDate(expiresAt)} to accept. The old link no longer works.`;
}

export function canceledText({ email }: { email: string }): string {
  return `The invitation of ${escapeMrkdwn(email)} is canceled, and its link no longer works.`;
}

export function editedText({ email }: { email: string }): string {
  return `The invitation of ${escapeMrkdwn(email)} is changed. Its link is still the same.`;
}

export function undoneText({ emails }: { emails: string[] }): string {
  const whom = emails.length <= 5 ? joined(emails.map(escapeMrkdwn), 'and') : `${emails.length} people`;
  return `You took back the ${emails.length === 1 ? 'invitation' : 'invitations'} of ${whom}. ${emails.length === 1 ? 'The link in the mail does' : 'The links in the mails do'} not work any more.`;
}

/** How many were sent again, and why others were not. */
export function resentAllText({ resent, skipped }: ResentMatching): string {
  const sent =
    resent === 0
      ? 'No invitation was sent again.'
      : `${resent} ${resent === 1 ? 'invitation was' : 'invitations were'} sent again, with seven more days.`;
  const reasons = [
    [skipped.tooOften, 'had as many mails today as one person gets'],
    [skipped.roleBeyond, 'would give a role that you cannot give'],
    [skipped.domain, 'belonged to a domain that cannot be invited any more'],
  ] as const;
  const told = reasons.flatMap(([count, reason]) => (count > 0 ? [`${count} ${reason}`] : []));
  return told.length === 0 ? sent : `${sent} Not sent: ${joined(told, 'and')}.`;
}

/** An outcome as a message. */
export function outcomeMessage(text: string) {
  return { text, blocks: [section(text)] };
}
