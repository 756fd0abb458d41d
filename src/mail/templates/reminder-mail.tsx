import type { InvitationMailProps } from './invitation-mail.tsx';
import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

type ReminderMailProps = Omit<InvitationMailProps, 'abilities' | 'message' | 'accessUntil'>;

export function reminderSubject(mail: ReminderMailProps): string {
  return `Your invitation to ${mail.workspaceName} on ${mail.productName} ends soon`;
}

export function ReminderMail(mail: ReminderMailProps) {
  return (
    <MailLayout
      productName={mail.productName}
      preview={`You can accept it until ${mail.endsAt}.`}
      heading={`Your invitation to ${mail.workspaceName} ends soon`}
      footer={`You get this mail because ${mail.inviterName} (${mail.inviterEmail}) entered ${mail.email} in ${mail.productName}. This is the only reminder. If you do not want to join, you need do nothing: the invitation ends by itself.`}
    >
      <MailText>{mail.greeting}</MailText>
      <MailText>
        <strong>{mail.inviterName}</strong> invited you to <strong>{mail.workspaceName}</strong> on{' '}
        {mail.productName} as <strong>{mail.roleName}</strong>. You can accept until{' '}
        <strong>{mail.endsAt}</strong>.
      </MailText>
      <MailAction label="Accept Invitation" url={mail.url} clear="Link to create account" />
      <MailSmall>
        It is the link that you were sent before, and it is yours alone, so please do not forward it.
        Questions? Write to {mail.inviterName} at {mail.inviterEmail}.
      </MailSmall>
    </MailLayout>
  );
}
