/** What every mail says of where it comes from. */
interface Sender {
  productName: string;
  workspaceName: string;
}

export interface InvitationMailFacts extends ReminderMailFacts {
  /** What the role may do, as the end of a sentence; empty: nothing. */
  abilities: string;
  /** As typed; empty: none. */
  message: string;
  /** "30 November 2026", the last day of the access; null: it does not end. */
  accessUntil: string | null;
}

export interface ReminderMailFacts extends Sender {
  inviterName: string;
  inviterEmail: string;
  /** "Hello Jane," */
  greeting: string;
  email: string;
  roleName: string;
  url: string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  endsAt: string;
}

/** A mail to somebody who has an account, with a link that works once. */
interface LinkMailFacts extends Sender {
  firstName: string;
  lastName: string;
  url: string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  endsAt: string;
}

export interface VerificationMailFacts extends LinkMailFacts {
  email: string;
}

export interface AddressMailFacts extends LinkMailFacts {
  oldEmail: string;
  newEmail: string;
}

export interface PasswordMailFacts extends LinkMailFacts {
  because: 'SET_UP' | 'FORGOTTEN';
  email: string;
}
