import type { AnyRefusal, Contact, InvitationSource } from '../errors.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../identities/password-strength.ts';
import { calendarDay, utcDate } from '../utc-date.ts';
import { isAboutOwnership } from '../views/ownership-refusals.ts';
import { ownershipText } from './ownership-text.ts';
import { passwordAdvice } from './password-advice.ts';

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });

type FieldName = 'firstName' | 'lastName' | 'email' | 'password' | 'role' | 'workspaceName';

/** What a person reads when something is refused: what happened, why, and what to do next. */
export interface RefusalText {
  status: number;
  title: string;
  text: string[];
  /** The field of the form that it is about; undefined: the form is of no use any more. */
  field?: FieldName;
  /** Where to go from here. */
  next?: 'SIGN_IN' | 'SEND_VERIFICATION' | 'FORGOT_PASSWORD' | 'NEW_INVITATION' | 'ACCOUNT';
  retryAt?: Date;
}

/** All wording of the portal's refusals. */
export function refusalText(refusal: AnyRefusal, productName: string): RefusalText {
  if (isAboutOwnership(refusal)) return ownershipText(refusal);
  const { code, facts } = refusal;
  switch (code) {
    case 'LINK_INVALID':
      return {
        status: 404,
        title: 'This link does not work',
        text: [
          'It may have been used already, or be incomplete: some mail programs cut long links in two.',
          'Open the newest mail again and use its button, or copy the whole link.',
        ],
      };
    case 'LINK_EXPIRED':
      return {
        status: 410,
        title: 'This link has ended',
        text: ['For security it works for 24 hours only. You can have a new one sent to you.'],
        next: 'FORGOT_PASSWORD',
      };
    case 'INVITATION_EXPIRED':
      return facts.isAskedFor
        ? {
            status: 410,
            title: 'You asked for a new invitation',
            text: [
              `${deciders(facts.source)} will decide. If they agree, you get a mail with a new link to ${facts.source.workspaceName}.`,
              'There is no mail if they do not, and nothing more to do here: you can close this page.',
            ],
          }
        : {
            status: 410,
            title: 'This invitation has expired',
            text: [
              `Invitations last 7 days; this one to ${facts.source.workspaceName} ended on ${utcDate(facts.expiredAt)}.`,
              `Ask for a new one with this button. ${deciders(facts.source)} will decide. If they agree, you get a mail with a new link; there is no mail if they do not.`,
            ],
            next: 'NEW_INVITATION',
          };
    case 'INVITATION_CANCELED':
      return {
        status: 410,
        title: 'This invitation was canceled',
        text: [
          `The invitation to ${facts.source.workspaceName} is no longer open.`,
          `If you think it should be, ask ${contacts(facts.source)}.`,
        ],
      };
    case 'INVITATION_ACCESS_ENDED':
      return {
        status: 410,
        title: 'This invitation is over',
        text: [
          `It was for access to ${facts.source.workspaceName} until ${calendarDay(facts.accessUntil)}, and that day has passed. No account was made.`,
          `If you still need access, ask ${contacts(facts.source)}.`,
        ],
      };
    case 'INVITATION_REPLACED':
      return {
        status: 410,
        title: 'There is a newer invitation',
        text: [
          `Your invitation to ${facts.source.workspaceName} was sent again, so this older link has ended.`,
          'Look for the newest mail and use the link in it.',
        ],
      };
    case 'INVITATION_ACCEPTED':
      return facts.verified
        ? {
            status: 410,
            title: 'This invitation was accepted',
            text: [
              `The link works once, and it has been used: there is an account in ${facts.source.workspaceName} now.`,
              `If it is yours, sign in. If not, tell ${contacts(facts.source)}.`,
            ],
            next: 'SIGN_IN',
          }
        : {
            status: 410,
            title: 'One step is left',
            text: [
              `This invitation to ${facts.source.workspaceName} was accepted. The account opens when its email address is verified.`,
              'Use the link in the verification mail, or have that mail sent again.',
            ],
            next: 'SEND_VERIFICATION',
          };
    case 'INVITATION_WITHDRAWN':
      return {
        status: 410,
        title: 'This invitation is no longer open',
        text: [
          `Whoever sent it may no longer invite people to ${facts.source.workspaceName} in this role. No account was made.`,
          `Its admins have been told. You can ask ${contacts(facts.source)} for a new invitation.`,
        ],
      };
    case 'WORKSPACE_FULL':
      return {
        status: 409,
        title: 'All seats are taken',
        text: [
          `${facts.source.workspaceName} has no free seat at the moment, so no account was made.`,
          `Your invitation stays open. Ask ${contacts(facts.source)} to make room, then use your link again.`,
        ],
      };
    case 'USER_EXISTS':
      return {
        status: 409,
        title: 'You are a user already',
        text: [`There is an account with your address in ${facts.source.workspaceName}. Sign in with it.`],
        next: 'SIGN_IN',
      };
    case 'ADDRESS_LINK_EXPIRED':
      return {
        status: 410,
        title: 'This link has ended',
        text: [
          'For security it works for 24 hours only. Your address is still the old one.',
          'Ask an admin of your workspace to enter the new address once more: you get a new link then.',
        ],
      };
    case 'ADDRESS_TAKEN':
      return {
        status: 409,
        title: 'This address is taken',
        text: [
          'Somebody in your workspace has this address by now, so yours was not changed.',
          'Ask an admin of your workspace which address is right.',
        ],
      };
    case 'ACCOUNT_INACTIVE':
      return {
        status: 403,
        title: 'Your account is not active',
        text: [
          `It was deactivated, so you cannot sign in to ${productName}.`,
          `If you need it again, ask ${names(facts.admins) || 'an admin of your workspace'}.`,
        ],
      };
    case 'ACCESS_ENDED':
      return {
        status: 403,
        title: 'Your access has ended',
        text: [
          `It was given until ${calendarDay(facts.accessUntil)}, so you cannot sign in to ${productName} any more.`,
          `If you need it for longer, ask ${names(facts.admins) || 'an admin of your workspace'}.`,
        ],
      };
    case 'PASSWORD_TOO_WEAK':
      return {
        status: 422,
        title: weakness(facts.problem),
        text: passwordAdvice(facts.suggestions),
        field: 'password',
      };
    case 'PASSWORD_WRONG':
      return {
        status: 422,
        title: `This is not the password of your ${productName} account.`,
        text: ['You have an account with this address already. Enter its password, or choose a new one.'],
        field: 'password',
        next: 'FORGOT_PASSWORD',
      };
    case 'SIGN_IN_FAILED':
      return {
        status: 422,
        title: 'The email address and the password do not match an account.',
        text: ['Check both, or choose a new password.'],
        field: 'password',
        next: 'FORGOT_PASSWORD',
      };
    case 'TOO_MANY_ATTEMPTS':
      return {
        status: 429,
        title: 'Please wait a little',
        text: [
          'There were too many attempts in a short time, so this is closed for a while to keep accounts safe.',
          `Try again after ${facts.retryAt.toISOString().slice(11, 16)} (UTC).`,
        ],
        retryAt: facts.retryAt,
      };
    case 'BUSY':
      return {
        status: 503,
        title: 'Please try again in a moment',
        text: [`${productName} is busy right now, so nothing was done. Go back, and press the button again.`],
      };
    case 'ROLE_UNKNOWN':
      return { status: 400, title: 'Choose one of the roles that there are.', text: [], field: 'role' };
    case 'FOREIGN_FORM':
      return {
        status: 403,
        title: 'This form came from somewhere else',
        text: [
          `To protect you, ${productName} only takes forms from its own pages. Nothing was done.`,
          'Open the page again, from the link in your mail or by its address, and try once more.',
        ],
      };
    default:
      // What the portal never causes; the text stays true if that changes.
      return { status: 403, title: 'This is not possible', text: ['Ask an admin of your workspace.'] };
  }
}

function contacts({ contacts }: InvitationSource): string {
  return list.format(contacts) || 'an admin';
}

/** "Olivia Stone or another admin" */
function deciders({ contacts }: InvitationSource): string {
  const [only, ...others] = contacts;
  if (!only) return 'An admin';
  return others.length > 0 ? list.format(contacts) : `${only} or another admin`;
}

function names(admins: Contact[]): string {
  return list.format(admins.map(({ name }) => name));
}

function weakness(problem: string | undefined): string {
  if (problem === 'tooShort') return `Use at least ${PASSWORD_MIN_LENGTH} characters.`;
  if (problem === 'tooLong') return `Use at most ${PASSWORD_MAX_LENGTH} characters.`;
  return 'This password is too easy to guess.';
}
