import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

export interface PasswordMailProps {
  productName: string;
  because: 'SET_UP' | 'FORGOTTEN';
  /** Empty: nobody gave one. */
  firstName: string;
  email: string;
  url: string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  endsAt: string;
}

export function passwordSubject({ because, productName }: PasswordMailProps): string {
  return because === 'SET_UP'
    ? `Choose your password for ${productName}`
    : `Choose a new password for ${productName}`;
}

export function PasswordMail(mail: PasswordMailProps) {
  const first = mail.because === 'SET_UP';
  return (
    <MailLayout
      productName={mail.productName}
      preview={
        first ? 'Your workspace is set up: one step left.' : 'The link to choose a new password is inside.'
      }
      heading={first ? 'Choose your password' : 'Choose a new password'}
      footer={
        first
          ? `You get this mail because ${mail.email} became the Owner of a workspace on ${mail.productName}.`
          : `You get this mail because somebody asked for a new password for ${mail.email} on ${mail.productName}. If that was not you, you need do nothing: your password stays as it is.`
      }
    >
      <MailText>{mail.firstName ? `Hello ${mail.firstName},` : 'Hello,'}</MailText>
      <MailText>
        {first
          ? 'Your workspace is set up and you are its Owner. Choose a password to sign in on the web.'
          : 'Use the link below to choose a new password. You will be signed out everywhere else.'}
      </MailText>
      <MailAction label="Choose Password" url={mail.url} clear="Or copy this link into your browser" />
      <MailSmall>The link works once, until {mail.endsAt}.</MailSmall>
    </MailLayout>
  );
}
