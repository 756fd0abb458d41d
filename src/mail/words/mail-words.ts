import type { ReactNode } from 'react';
import type { Permission } from '../../generated/prisma/client.ts';
import type { Dates } from '../../utc-date.ts';
import type {
  AddressMailFacts,
  InvitationMailFacts,
  PasswordMailFacts,
  ReminderMailFacts,
  VerificationMailFacts,
} from '../mail-facts.ts';

type Told<Facts> = (mail: Facts) => string;
type Shown<Facts> = (mail: Facts) => ReactNode;

/** Every sentence of the mails; a language that lacks one does not compile. */
export interface MailWords {
  /** BCP 47 */
  htmlLang: string;
  dates: Dates;
  /** The end of a sentence; empty: nothing. */
  abilities(permissions: Permission[]): string;
  hello(person: { firstName: string; lastName: string }): string;
  copyLink: string;
  linkOnce(endsAt: string): string;
  invitation: {
    subject: Told<InvitationMailFacts>;
    preview: Told<InvitationMailFacts>;
    heading: Told<InvitationMailFacts>;
    footer: Told<InvitationMailFacts>;
    invited: Shown<InvitationMailFacts>;
    writes: Told<InvitationMailFacts>;
    accept: string;
    link: string;
    ends: Shown<InvitationMailFacts>;
    questions: Told<InvitationMailFacts>;
  };
  reminder: {
    subject: Told<ReminderMailFacts>;
    preview: Told<ReminderMailFacts>;
    heading: Told<ReminderMailFacts>;
    footer: Told<ReminderMailFacts>;
    invited: Shown<ReminderMailFacts>;
    questions: Told<ReminderMailFacts>;
  };
  verification: {
    subject: Told<VerificationMailFacts>;
    preview: string;
    heading: string;
    footer: Told<VerificationMailFacts>;
    almostReady: Shown<VerificationMailFacts>;
    verify: string;
  };
  address: {
    subject: Told<AddressMailFacts>;
    preview: string;
    heading: string;
    footer: Told<AddressMailFacts>;
    change: Shown<AddressMailFacts>;
    verify: string;
  };
  password: Record<PasswordMailFacts['because'], PasswordWords> & { choose: string };
}

interface PasswordWords {
  subject: Told<PasswordMailFacts>;
  preview: string;
  heading: string;
  footer: Told<PasswordMailFacts>;
  text: string;
}
