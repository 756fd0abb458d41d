/** One text for many people, each of whom gets a mail of their own. */
export interface Mail {
  subject: string;
  html: string;
  text: string;
  category: 'invitation' | 'verification' | 'password' | 'account';
  /** As many as `RECIPIENTS_MAX`. */
  recipients: Recipient[];
}

export interface Recipient {
  /** Names this mail: the same again is the same mail, sent by a job that was repeated. */
  key: string;
  to: Address;
  /** Comes back with the events of the mail. */
  customArgs: Record<string, string>;
  /** What stands for this person in the place of each of these texts, in the bodies of the mail. */
  substitutions: Record<string, string>;
}

/** SendGrid takes no more in one request. */
export const RECIPIENTS_MAX = 1000;

export interface Address {
  email: string;
  name?: string;
}

/** REFUSED: trying again will not help. RETRY: it may; `reason` carries neither address nor content. */
export type MailOutcome =
  | { key: string; outcome: 'SENT' }
  | { key: string; outcome: 'REFUSED' | 'RETRY'; reason: string };

/** Sends each recipient's mail for itself, and says how each fared; throws only where it could not even try. */
export type SendMail = (mails: Mail[]) => Promise<MailOutcome[]>;

/** One line without control characters: what comes from people cannot begin a header of its own. */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}
