import type { ReactNode } from 'react';
import type { Language, Permission } from '../../generated/prisma/client.ts';
import type { Dates } from '../../utc-date.ts';
import type { OwnershipWords } from './ownership-words.ts';
import type { RefusalWords, Told } from './refusal-words.ts';
import type { SecondFactorWords } from './second-factor-words.ts';

/** Every sentence of the pages; a language that lacks one does not compile. */
export interface PortalWords {
  /** BCP 47 */
  htmlLang: string;
  /** For what is worded in the core. */
  language: Language;
  dates: Dates;
  refusals: RefusalWords;
  ownership: OwnershipWords;
  /** What the portal never causes; it stays true if that changes. */
  notPossible: Told;
  fault: Told;
  notWhole: Told;
  notFound: Told;
  reference: string;
  /** A title of a page whose form has a problem. */
  pleaseCheck(title: string): string;
  wrongFirstName: string;
  wrongLastName: string;
  wrongAddress: string;
  fields: { email: string; firstName: string; lastName: string; password: string };
  newPasswordHint(minLength: number): string;
  forgotYourPassword: string;
  buttons: {
    toAccount: string;
    signIn: string;
    signOut: string;
    sendNewLink: string;
    sendAgain: string;
    askForNew: string;
    accept: string;
    verifyAddress: string;
    verifyNewAddress: string;
    sendLink: string;
    setPassword: string;
  };
  invitation: {
    title(workspaceName: string): string;
    heading(workspaceName: string): string;
    invitedBy(page: { inviterName: string; productName: string }): ReactNode;
    organization: string;
    role: string;
    youCan(permissions: Permission[]): string;
    accessUntil: string;
    openUntil: string;
    knownPasswordHint(productName: string): string;
  };
  checkMail: {
    title: string;
    sentAgain: string;
    sentTo(page: { email: string | undefined; purpose: 'VERIFY' | 'PASSWORD' }): ReactNode;
    nothingThere: string;
  };
  verify: {
    title: string;
    isItYours(email: string): ReactNode;
    notYours: string;
    endedTitle: string;
    ended: string;
  };
  newAddress: {
    title: string;
    isItYours(page: { oldEmail: string; newEmail: string }): ReactNode;
    notYours: string;
  };
  signIn: { title: string; notes: Record<SignInNote, string> };
  secondFactor: SecondFactorWords;
  password: {
    firstTitle: string;
    newTitle: string;
    signedOutElsewhere: string;
    tellAddress: string;
    backToSignIn: string;
  };
  account: {
    title: string;
    welcome(name: string): string;
    active(email: string): ReactNode;
    signedInAs(email: string): ReactNode;
    firstSteps: string;
    checkProfile: string;
    isNameRight(page: { hasAdmins: boolean }): string;
    reviewRole: string;
    listedBelow: string;
    askIfUnclear: string;
    whoHelps(admins: string[]): string;
    workspaces(count: number): string;
    roleIs(page: { roleName: string; accessUntil: Date | null; admins: string[] }): string;
    permissions(permissions: Permission[]): string[];
    sessions: SessionWords;
  };
}

export interface SessionWords {
  heading: string;
  unknownBrowser: string;
  thisOne(createdAt: Date): string;
  other(session: { createdAt: Date; lastUsedAt: Date }): string;
  endOthers: string;
  /** After that. */
  ended: string;
}

/** What the page to sign in says to somebody who was sent to it. */
export type SignInNote =
  | 'new-address'
  | 'verified'
  | 'signed-out'
  | 'idle'
  | 'second-factor'
  | 'new-password'
  | 'code-ended';
