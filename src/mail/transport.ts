export interface Mail {
  /** Names this mail: the same again is the same mail, sent by a job that was repeated. */
  key: string;
  to: Address;
  subject: string;
  html: string;
  text: string;
  category: 'invitation' | 'verification' | 'password';
  /** Comes back with the events of the mail. */
  customArgs: Record<string, string>;
}

export interface Address {
  email: string;
  name?: string;
}

/** REFUSED: trying again will not help. RETRY: it may; `reason` carries neither address nor content. */
export type MailOutcome =
  | { key: string; outcome: 'SENT' }
  | { key: string; outcome: 'REFUSED' | 'RETRY'; reason: string };

/** Sends each mail for itself, and says how each fared; throws only where it could not even try. */
export type SendMail = (mails: Mail[]) => Promise<MailOutcome[]>;

/** One line without control characters: what comes from people cannot begin a header of its own. */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}
