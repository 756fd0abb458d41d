import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

export interface VerificationMailProps {
  productName: string;
  workspaceName: string;
  firstName: string;
  email: string;
  url: string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  endsAt: string;
}

export function verificationSubject({ productName }: VerificationMailProps): string {
  return `Verify your email address for ${productName}`;
}

export function VerificationMail(mail: VerificationMailProps) {
  return (
    <MailLayout
      productName={mail.productName}
      preview="One step left: verify your email address."
      heading="Verify your email address"
      footer={`You get this mail because an account for ${mail.email} was created on ${mail.productName}. If that was not you, do not use the link: without it the account stays closed.`}
    >
      <MailText>{mail.firstName ? `Hello ${mail.firstName},` : 'Hello,'}</MailText>
      <MailText>
        Your account in <strong>{mail.workspaceName}</strong> is almost ready. Verify that {mail.email} is
        your address, and you are in.
      </MailText>
      <MailAction label="Verify Email Address" url={mail.url} clear="Or copy this link into your browser" />
      <MailSmall>The link works once, until {mail.endsAt}.</MailSmall>
    </MailLayout>
  );
}
