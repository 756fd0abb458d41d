import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

export interface AddressMailProps {
  productName: string;
  workspaceName: string;
  firstName: string;
  oldEmail: string;
  newEmail: string;
  url: string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  endsAt: string;
}

export function addressSubject({ productName }: AddressMailProps): string {
  return `Verify your new email address for ${productName}`;
}

export function AddressMail(mail: AddressMailProps) {
  return (
    <MailLayout
      productName={mail.productName}
      preview="One step left: verify your new email address."
      heading="Verify your new email address"
      footer={`You get this mail because ${mail.newEmail} was entered as the address of an account on ${mail.productName}. If that is not your account, do not use the link: without it nothing changes.`}
    >
      <MailText>{mail.firstName ? `Hello ${mail.firstName},` : 'Hello,'}</MailText>
      <MailText>
        Your address in <strong>{mail.workspaceName}</strong> is to change from {mail.oldEmail} to{' '}
        {mail.newEmail}. Verify that it is yours. Until then you sign in with the old one.
      </MailText>
      <MailAction label="Verify New Address" url={mail.url} clear="Or copy this link into your browser" />
      <MailSmall>The link works once, until {mail.endsAt}.</MailSmall>
    </MailLayout>
  );
}
