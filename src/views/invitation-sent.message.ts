import { escapeMrkdwn, joined, section, slackDate } from './text.ts';

/** Says what was sent, and what happens next. */
export function invitationSentText(sent: { emails: string[]; roleName: string; expiresAt: Date }): string {
  const role = escapeMrkdwn(sent.roleName);
  const people = sent.emails.length === 1 ? 'They have' : 'Each has';
  const invited =
    sent.emails.length <= 5 ? joined(sent.emails.map(escapeMrkdwn), 'and') : `${sent.emails.length} people`;
  return `You invited *${invited}* as ${role}. ${people} until ${slackDate(sent.expiresAt)} to accept. You will get a message when ${sent.emails.length === 1 ? 'they do' : 'somebody does'}.`;
}

export function invitationSentMessage(sent: { emails: string[]; roleName: string; expiresAt: Date }) {
  const text = invitationSentText(sent);
  return { text, blocks: [section(text)] };
}
