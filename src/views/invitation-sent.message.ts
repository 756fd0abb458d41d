import { z } from 'zod';
import { escapeMrkdwn, joined, plainText, section, slackDate } from './text.ts';

/** Says what was sent, and what happens next. */
export function invitationSentText(sent: { emails: string[]; roleName: string; expiresAt: Date }): string {
  const role = escapeMrkdwn(sent.roleName);
  const people = sent.emails.length === 1 ? 'They have' : 'Each has';
  const invited =
    sent.emails.length <= 5 ? joined(sent.emails.map(escapeMrkdwn), 'and') : `${sent.emails.length} people`;
  return `You invited *${invited}* as ${role}. ${people} until ${slackDate(sent.expiresAt)} to accept. You will get a message when ${sent.emails.length === 1 ? 'they do' : 'somebody does'}.`;
}

export const UNDO_ACTION = 'invitations_undo';

/** What was sent from the command line itself, with a minute to think better of it. */
export function invitationSentMessage(sent: {
  ids: string[];
  emails: string[];
  roleName: string;
  expiresAt: Date;
}) {
  const text = invitationSentText(sent);
  // The ids of fifty invitations, which are sent at once at most, are just what the value of a button holds.
  const value = JSON.stringify(sent.ids);
  const undo = { type: 'button', action_id: UNDO_ACTION, text: plainText('Undo'), value } as const;
  return {
    text,
    blocks: [
      section(text),
      { type: 'actions' as const, block_id: 'undo', elements: [undo] },
      {
        type: 'context' as const,
        elements: [plainText('Undo works for a minute. After that, cancel it in /invitations.')],
      },
    ],
  };
}

/** Which invitations to take back. */
export function readUndo(value: string): string[] {
  return z.array(z.uuid()).min(1).parse(JSON.parse(value));
}
