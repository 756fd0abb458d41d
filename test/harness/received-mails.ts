import type { Mail, Recipient } from '../../src/mail/transport.ts';

/** A mail as one person gets it. */
export type ReceivedMail = Omit<Mail, 'recipients'> & Omit<Recipient, 'substitutions'>;

/** What each person gets of mails to many. */
export function receivedMails(mails: Mail[]): ReceivedMail[] {
  return mails.flatMap(({ recipients, html, text, ...shared }) =>
    recipients.map(({ substitutions, ...own }) => ({
      ...shared,
      ...own,
      html: substituted(html, substitutions),
      text: substituted(text, substitutions),
    })),
  );
}

/** As SendGrid does it: what stands for a name is put there as it is. */
export function substituted(text: string, substitutions: Record<string, string> = {}): string {
  return Object.entries(substitutions).reduce((all, [name, own]) => all.split(name).join(own), text);
}
