import { permissionsInSentence, permissionWords } from '../../roles/permission-words.ts';
import { datesIn } from '../../utc-date.ts';
import { englishOwnership } from './english-ownership.ts';
import { englishRefusals } from './english-refusals.ts';
import { englishSecondFactor } from './english-second-factor.ts';
import type { PortalWords } from './portal-words.ts';

const anyOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const dates = datesIn('EN');

export const english: PortalWords = {
  ownership: englishOwnership,
  htmlLang: 'en',
  language: 'EN',
  dates,
  refusals: englishRefusals,
  notPossible: { title: 'This is not possible', text: ['Ask an admin of your workspace.'] },
  fault: {
    title: 'Something went wrong',
    text: [
      'This was our fault, and it has been noted. What you did may not be done yet.',
      'Try again in a moment. If it stays, tell an admin the reference.',
    ],
  },
  notWhole: {
    title: 'That did not arrive whole',
    text: ['What arrived could not be read. Go back, and try again with less or other text.'],
  },
  notFound: {
    title: 'There is no such page',
    text: ['Check the address, or open the link in your mail again.'],
  },
  reference: 'Reference',
  pleaseCheck: (title) => `Please check: ${title}`,
  wrongFirstName: 'Enter your first name, in at most 100 characters.',
  wrongLastName: 'Shorten your last name to at most 100 characters.',
  wrongAddress: 'Enter an email address, such as jane@example.com.',
  fields: {
    email: 'Email Address',
    firstName: 'First Name',
    lastName: 'Last Name',
    password: 'Password',
  },
  newPasswordHint: (minLength) =>
    `At least ${minLength} characters. Several words that do not belong together are best.`,
  forgotYourPassword: 'Forgot your password?',
  buttons: {
    toAccount: 'Go to Your Account',
    signIn: 'Sign In',
    signOut: 'Sign Out',
    sendNewLink: 'Send a New Link',
    sendAgain: 'Send It Again',
    askForNew: 'Ask for a New Invitation',
    accept: 'Accept Invitation',
    verifyAddress: 'Verify Email Address',
    verifyNewAddress: 'Verify New Address',
    sendLink: 'Send Link',
    setPassword: 'Set Password',
  },
  invitation: {
    title: (workspaceName) => `Invitation to ${workspaceName}`,
    heading: (workspaceName) => `Join ${workspaceName}`,
    invitedBy: ({ inviterName, productName }) => (
      <>
        <strong>{inviterName}</strong> invited you to {productName}.
      </>
    ),
    organization: 'Organization',
    role: 'Your role',
    youCan: (permissions) => `You can ${permissionsInSentence(permissions, 'EN')}.`,
    accessUntil: 'Your access lasts until',
    openUntil: 'Open until',
    knownPasswordHint: (productName) =>
      `You have a ${productName} account already. Enter its password to join with it.`,
  },
  checkMail: {
    title: 'Check your mail',
    sentAgain: 'We sent it again.',
    sentTo: ({ email, purpose }) => (
      <>
        {email ? (
          <>
            We sent a mail to <strong>{email}</strong>
          </>
        ) : (
          'If there is an account with this address, we sent a mail to it'
        )}
        . Open it and use its link{' '}
        {purpose === 'VERIFY'
          ? 'to verify your address, and your account is ready'
          : 'to choose a new password'}
        .
      </>
    ),
    nothingThere: 'Nothing there after a few minutes? Look in your spam folder. The link works for 24 hours.',
  },
  verify: {
    title: 'Verify your email address',
    isItYours: (email) => (
      <>
        Is <strong>{email}</strong> your address, and did you create this account? Then this is the last step.
      </>
    ),
    notYours: 'If you did not create an account, close this page.',
    endedTitle: 'This link has ended',
    ended: 'For security it works for 24 hours only. Your account is still waiting for you.',
  },
  newAddress: {
    title: 'Verify your new email address',
    isItYours: ({ oldEmail, newEmail }) => (
      <>
        Is <strong>{newEmail}</strong> your address, and is {oldEmail} your account? Then you use the new
        address from now on.
      </>
    ),
    notYours: 'If this is not your account, close this page: nothing changes.',
  },
  signIn: {
    title: 'Sign in',
    notes: {
      'new-address':
        'Your new address is verified. Sign in with it; if it has no password yet, choose one with “Forgot your password?”.',
      verified: 'Your email address is verified. Sign in to go on.',
      'signed-out': 'You are signed out.',
      idle: 'You were signed out because nothing had been done here for a while. Sign in to go on.',
      'second-factor': 'One step is left: sign in with your password and a code of your app.',
      'new-password': 'Your new password is set. Sign in with it and a code of your app.',
      'code-ended':
        'That took too long, there were too many tries, or the code was sent twice. Sign in once more.',
    },
  },
  secondFactor: englishSecondFactor,
  password: {
    firstTitle: 'Choose your password',
    newTitle: 'Choose a new password',
    signedOutElsewhere: 'You will be signed out everywhere else.',
    tellAddress: 'Tell us your address, and we send you a link.',
    backToSignIn: 'Back to sign in',
  },
  account: {
    title: 'Your account',
    welcome: (name) => `Welcome, ${name}`,
    active: (email) => (
      <>
        Your address is verified and your account is active: <strong>{email}</strong>.
      </>
    ),
    signedInAs: (email) => (
      <>
        Signed in as <strong>{email}</strong>.
      </>
    ),
    firstSteps: 'First steps',
    checkProfile: 'Check your profile',
    isNameRight: ({ hasAdmins }) =>
      `Is your name right?${hasAdmins ? ' An admin can change it for you.' : ''}`,
    reviewRole: 'Review your role and permissions',
    listedBelow: 'They are listed below.',
    askIfUnclear: 'Ask if anything is unclear',
    whoHelps: (admins) =>
      admins.length > 0 ? `${anyOf.format(admins)} can help.` : 'You are the admin: others will ask you.',
    workspaces: (count) => (count === 1 ? 'Your workspace' : 'Your workspaces'),
    roleIs: ({ roleName, accessUntil, admins }) => {
      const access = accessUntil ? `, with access until ${dates.calendarDay(accessUntil)}` : '';
      const questions = admins.length > 0 ? `. Questions? Ask ${anyOf.format(admins)}` : '';
      return `Your role is ${roleName}${access}${questions}.`;
    },
    permissions: (permissions) => permissionWords(permissions, 'EN'),
    sessions: {
      heading: 'Where you are signed in',
      unknownBrowser: 'Unknown browser',
      thisOne: (createdAt) => `This browser, since ${dates.calendarDay(createdAt)}, ${dates.time(createdAt)}`,
      other: ({ createdAt, lastUsedAt }) =>
        `Since ${dates.calendarDay(createdAt)}, ${dates.time(createdAt)}; last used ${dates.calendarDay(lastUsedAt)}, ${dates.time(lastUsedAt)}`,
      endOthers: 'Sign Out Everywhere Else',
      ended: 'You are signed out everywhere but here.',
    },
  },
};
