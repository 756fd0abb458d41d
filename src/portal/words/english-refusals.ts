import type { Contact, InvitationSource } from '../../errors.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../identities/password-strength.ts';
import { datesIn } from '../../utc-date.ts';
import { englishOwnershipRefusals } from './english-ownership.ts';
import type { RefusalWords } from './refusal-words.ts';

const all = new Intl.ListFormat('en-GB');
const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const { date, calendarDay, time } = datesIn('EN');

export const englishRefusals: RefusalWords = {
  ...englishOwnershipRefusals,
  LINK_INVALID: () => ({
    title: 'This link does not work',
    text: [
      'It may have been used already, or be incomplete: some mail programs cut long links in two.',
      'Open the newest mail again and use its button, or copy the whole link.',
    ],
  }),
  LINK_EXPIRED: () => ({
    title: 'This link has ended',
    text: ['For security it works for 24 hours only. You can have a new one sent to you.'],
  }),
  INVITATION_EXPIRED: ({ isAskedFor, expiredAt, source }) =>
    isAskedFor
      ? {
          title: 'You asked for a new invitation',
          text: [
            `${deciders(source)} will decide. If they agree, you get a mail with a new link to ${source.workspaceName}.`,
            'There is no mail if they do not, and nothing more to do here: you can close this page.',
          ],
        }
      : {
          title: 'This invitation has expired',
          text: [
            `Invitations last 7 days; this one to ${source.workspaceName} ended on ${date(expiredAt)}.`,
            `Ask for a new one with this button. ${deciders(source)} will decide. If they agree, you get a mail with a new link; there is no mail if they do not.`,
          ],
        },
  INVITATION_CANCELED: ({ source }) => ({
    title: 'This invitation was canceled',
    text: [
      `The invitation to ${source.workspaceName} is no longer open.`,
      `If you think it should be, ask ${contacts(source)}.`,
    ],
  }),
  INVITATION_ACCESS_ENDED: ({ source, accessUntil }) => ({
    title: 'This invitation is over',
    text: [
      `It was for access to ${source.workspaceName} until ${calendarDay(accessUntil)}, and that day has passed. No account was made.`,
      `If you still need access, ask ${contacts(source)}.`,
    ],
  }),
  INVITATION_REPLACED: ({ source }) => ({
    title: 'There is a newer invitation',
    text: [
      `Your invitation to ${source.workspaceName} was sent again, so this older link has ended.`,
      'Look for the newest mail and use the link in it.',
    ],
  }),
  INVITATION_ACCEPTED: ({ verified, source }) =>
    verified
      ? {
          title: 'This invitation was accepted',
          text: [
            `The link works once, and it has been used: there is an account in ${source.workspaceName} now.`,
            `If it is yours, sign in. If not, tell ${contacts(source)}.`,
          ],
        }
      : {
          title: 'One step is left',
          text: [
            `This invitation to ${source.workspaceName} was accepted. The account opens when its email address is verified.`,
            'Use the link in the verification mail, or have that mail sent again.',
          ],
        },
  INVITATION_WITHDRAWN: ({ source }) => ({
    title: 'This invitation is no longer open',
    text: [
      `Whoever sent it may no longer invite people to ${source.workspaceName} in this role. No account was made.`,
      `Its admins have been told. You can ask ${contacts(source)} for a new invitation.`,
    ],
  }),
  WORKSPACE_FULL: ({ source }) => ({
    title: 'All seats are taken',
    text: [
      `${source.workspaceName} has no free seat at the moment, so no account was made.`,
      `Your invitation stays open. Ask ${contacts(source)} to make room, then use your link again.`,
    ],
  }),
  USER_EXISTS: ({ source }) => ({
    title: 'You are a user already',
    text: [`There is an account with your address in ${source.workspaceName}. Sign in with it.`],
  }),
  ADDRESS_LINK_EXPIRED: () => ({
    title: 'This link has ended',
    text: [
      'For security it works for 24 hours only. Your address is still the old one.',
      'Ask an admin of your workspace to enter the new address once more: you get a new link then.',
    ],
  }),
  ADDRESS_TAKEN: () => ({
    title: 'This address is taken',
    text: [
      'Somebody in your workspace has this address by now, so yours was not changed.',
      'Ask an admin of your workspace which address is right.',
    ],
  }),
  ACCOUNT_INACTIVE: ({ admins }, productName) => ({
    title: 'Your account is not active',
    text: [
      `It was deactivated, so you cannot sign in to ${productName}.`,
      `If you need it again, ask ${names(admins)}.`,
    ],
  }),
  ACCESS_ENDED: ({ accessUntil, admins }, productName) => ({
    title: 'Your access has ended',
    text: [
      `It was given until ${calendarDay(accessUntil)}, so you cannot sign in to ${productName} any more.`,
      `If you need it for longer, ask ${names(admins)}.`,
    ],
  }),
  PASSWORD_TOO_WEAK: ({ problem, suggestions }) => ({
    title: weakness(problem),
    text: passwordAdvice(suggestions),
  }),
  PASSWORD_WRONG: (_facts, productName) => ({
    title: `This is not the password of your ${productName} account.`,
    text: ['You have an account with this address already. Enter its password, or choose a new one.'],
  }),
  SIGN_IN_FAILED: () => ({
    title: 'The email address and the password do not match an account.',
    text: ['Check both, or choose a new password.'],
  }),
  OWN_PASSWORD_WRONG: () => ({
    title: 'This is not your password.',
    text: ['Nothing was changed. Enter the password with which you sign in.'],
  }),
  CODE_WRONG: () => ({
    title: 'This code does not work.',
    text: [
      'It is not the right one, or it was used already. Each code works once: wait for the next one if need be.',
    ],
  }),
  SECOND_FACTOR_REQUIRED: ({ requiredBy }, productName) => ({
    title: 'Your second factor stays on',
    text: [
      `${all.format(requiredBy)} ${requiredBy.length === 1 ? 'requires' : 'require'} a second factor of everybody, so it cannot be turned off.`,
      `You can make new backup codes. If your phone is lost, ask an admin of your workspace; if you are its Owner, or in several workspaces, ask whoever runs ${productName}.`,
    ],
  }),
  SECOND_FACTOR_MISSING: ({ email }) => ({
    title: 'This address needs a second factor',
    text: [
      `You sign in with a second factor, and ${email} has a sign-in of its own without one, so your address was not changed.`,
      `Sign out, sign in with ${email}, set up a second factor there, and use this link again.`,
    ],
  }),
  TOO_MANY_ATTEMPTS: ({ retryAt }) => ({
    title: 'Please wait a little',
    text: [
      'There were too many attempts in a short time, so this is closed for a while to keep accounts safe.',
      `Try again after ${time(retryAt)}.`,
    ],
  }),
  BUSY: (_facts, productName) => ({
    title: 'Please try again in a moment',
    text: [`${productName} is busy right now, so nothing was done. Go back, and press the button again.`],
  }),
  FOREIGN_FORM: (_facts, productName) => ({
    title: 'This form came from somewhere else',
    text: [
      `To protect you, ${productName} only takes forms from its own pages. Nothing was done.`,
      'Open the page again, from the link in your mail or by its address, and try once more.',
    ],
  }),
};

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
  return list.format(admins.map(({ name }) => name)) || 'an admin of your workspace';
}

function weakness(problem: string | undefined): string {
  if (problem === 'tooShort') return `Use at least ${PASSWORD_MIN_LENGTH} characters.`;
  if (problem === 'tooLong') return `Use at most ${PASSWORD_MAX_LENGTH} characters.`;
  return 'This password is too easy to guess.';
}

/** What to do about a weak password, by zxcvbn's names. Those that say little more than another are left out. */
const advice = new Map([
  ['l33t', 'Swapping letters for look-alikes such as @ for a does not help much.'],
  ['reverseWords', 'Words spelled backwards are easy to guess.'],
  ['allUppercase', 'Capitals alone do not help.'],
  ['capitalization', 'A capital first letter does not help much.'],
  ['dates', 'Leave out dates that have to do with you.'],
  ['recentYears', 'Leave out recent years.'],
  ['associatedYears', 'Leave out years that have to do with you.'],
  ['sequences', 'Leave out sequences such as abcd or 1234.'],
  ['repeated', 'Leave out repeated words and characters.'],
  ['longerKeyboardPattern', 'Leave out patterns on the keyboard.'],
]);

function passwordAdvice(suggestions: string[]): string[] {
  const specific = suggestions.flatMap((name) => advice.get(name) ?? []).slice(0, 1);
  return [...specific, 'Several words that do not belong together make a good one.'];
}
