import { permissionsInSentence } from '../../roles/permission-words.ts';
import { datesIn } from '../../utc-date.ts';
import type { MailWords } from './mail-words.ts';

export const english: MailWords = {
  htmlLang: 'en',
  dates: datesIn('EN'),
  abilities: (permissions) => permissionsInSentence(permissions, 'EN'),
  hello: ({ firstName }) => (firstName ? `Hello ${firstName},` : 'Hello,'),
  copyLink: 'Or copy this link into your browser',
  linkOnce: (endsAt) => `The link works once, until ${endsAt}.`,

  invitation: {
    subject: (mail) => `${mail.inviterName} invited you to ${mail.workspaceName} on ${mail.productName}`,
    preview: (mail) => `Create your account by ${mail.endsAt}.`,
    heading: (mail) => `Join ${mail.workspaceName} on ${mail.productName}`,
    footer: (mail) =>
      `You get this mail because ${mail.inviterName} (${mail.inviterEmail}) entered ${mail.email} in ${mail.productName}. If you did not expect it, you need do nothing: no account is made without you.`,
    invited: (mail) => (
      <>
        <strong>{mail.inviterName}</strong> invited you to the organization{' '}
        <strong>{mail.workspaceName}</strong> as <strong>{mail.roleName}</strong>.
        {mail.abilities && ` You will be able to ${mail.abilities}.`}
        {mail.accessUntil !== null && (
          <>
            {' '}
            Your access lasts until <strong>{mail.accessUntil}</strong>.
          </>
        )}
      </>
    ),
    writes: (mail) => `${mail.inviterName} writes:`,
    accept: 'Accept Invitation',
    link: 'Link to create account',
    ends: (mail) => (
      <>
        This invitation ends on <strong>{mail.endsAt}</strong>, 7 days after it was sent.
      </>
    ),
    questions: (mail) =>
      `The link is yours alone, so please do not forward it. Questions? Write to ${mail.inviterName} at ${mail.inviterEmail}.`,
  },

  reminder: {
    subject: (mail) => `Your invitation to ${mail.workspaceName} on ${mail.productName} ends soon`,
    preview: (mail) => `You can accept it until ${mail.endsAt}.`,
    heading: (mail) => `Your invitation to ${mail.workspaceName} ends soon`,
    footer: (mail) =>
      `You get this mail because ${mail.inviterName} (${mail.inviterEmail}) entered ${mail.email} in ${mail.productName}. This is the only reminder. If you do not want to join, you need do nothing: the invitation ends by itself.`,
    invited: (mail) => (
      <>
        <strong>{mail.inviterName}</strong> invited you to <strong>{mail.workspaceName}</strong> on{' '}
        {mail.productName} as <strong>{mail.roleName}</strong>. You can accept until{' '}
        <strong>{mail.endsAt}</strong>.
      </>
    ),
    questions: (mail) =>
      `It is the link that you were sent before, and it is yours alone, so please do not forward it. Questions? Write to ${mail.inviterName} at ${mail.inviterEmail}.`,
  },

  verification: {
    subject: (mail) => `Verify your email address for ${mail.productName}`,
    preview: 'One step left: verify your email address.',
    heading: 'Verify your email address',
    footer: (mail) =>
      `You get this mail because an account for ${mail.email} was created on ${mail.productName}. If that was not you, do not use the link: without it the account stays closed.`,
    almostReady: (mail) => (
      <>
        Your account in <strong>{mail.workspaceName}</strong> is almost ready. Verify that {mail.email} is
        your address, and you are in.
      </>
    ),
    verify: 'Verify Email Address',
  },

  address: {
    subject: (mail) => `Verify your new email address for ${mail.productName}`,
    preview: 'One step left: verify your new email address.',
    heading: 'Verify your new email address',
    footer: (mail) =>
      `You get this mail because ${mail.newEmail} was entered as the address of an account on ${mail.productName}. If that is not your account, do not use the link: without it nothing changes.`,
    change: (mail) => (
      <>
        Your address in <strong>{mail.workspaceName}</strong> is to change from {mail.oldEmail} to{' '}
        {mail.newEmail}. Verify that it is yours. Until then you sign in with the old one.
      </>
    ),
    verify: 'Verify New Address',
  },

  password: {
    SET_UP: {
      subject: (mail) => `Choose your password for ${mail.productName}`,
      preview: 'Your workspace is set up: one step left.',
      heading: 'Choose your password',
      footer: (mail) =>
        `You get this mail because ${mail.email} became the Owner of a workspace on ${mail.productName}.`,
      text: 'Your workspace is set up and you are its Owner. Choose a password to sign in on the web.',
    },
    FORGOTTEN: {
      subject: (mail) => `Choose a new password for ${mail.productName}`,
      preview: 'The link to choose a new password is inside.',
      heading: 'Choose a new password',
      footer: (mail) =>
        `You get this mail because somebody asked for a new password for ${mail.email} on ${mail.productName}. If that was not you, you need do nothing: your password stays as it is.`,
      text: 'Use the link below to choose a new password. You will be signed out everywhere else.',
    },
    choose: 'Choose Password',
  },
};
