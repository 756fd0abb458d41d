import { AsTyped, MailAction, MailLayout, MailRule, MailSmall, MailText } from './mail-layout.tsx';

export interface InvitationMailProps {
  productName: string;
  workspaceName: string;
  inviterName: string;
  inviterEmail: string;
  /** "Hello Jane," */
  greeting: string;
  email: string;
  roleName: string;
  /** What the role may do, as the end of a sentence; empty: nothing. */
  abilities: string;
  /** As typed; empty: none. */
  message: string;
  url: string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  endsAt: string;
  /** "30 November 2026", the last day of the access; null: it does not end. */
  accessUntil: string | null;
}

export function invitationSubject(mail: InvitationMailProps): string {
  return `${mail.inviterName} invited you to ${mail.workspaceName} on ${mail.productName}`;
}

export function InvitationMail(mail: InvitationMailProps) {
  return (
    <MailLayout
      productName={mail.productName}
      preview={`Create your account by ${mail.endsAt}.`}
      heading={`Join ${mail.workspaceName} on ${mail.productName}`}
      footer={`You get this mail because ${mail.inviterName} (${mail.inviterEmail}) entered ${mail.email} in ${mail.productName}. If you did not expect it, you need do nothing: no account is made without you.`}
    >
      <MailText>{mail.greeting}</MailText>
      <MailText>
        <strong>{mail.inviterName}</strong> invited you to the organization{' '}
        <strong>{mail.workspaceName}</strong> as <strong>{mail.roleName}</strong>.
        {mail.abilities && ` You will be able to ${mail.abilities}.`}
        {mail.accessUntil !== null && (
          <>
            {' '}
            Your access lasts until <strong>{mail.accessUntil}</strong>.
          </>
        )}
      </MailText>
      {mail.message !== '' && (
        <>
          <MailText>{mail.inviterName} writes:</MailText>
          <AsTyped text={mail.message} />
        </>
      )}
      <MailAction label="Accept Invitation" url={mail.url} clear="Link to create account" />
      <MailRule />
      <MailText>
        This invitation ends on <strong>{mail.endsAt}</strong>, 7 days after it was sent.
      </MailText>
      <MailSmall>
        The link is yours alone, so please do not forward it. Questions? Write to {mail.inviterName} at{' '}
        {mail.inviterEmail}.
      </MailSmall>
    </MailLayout>
  );
}
