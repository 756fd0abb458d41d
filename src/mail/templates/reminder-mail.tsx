import type { ReminderMailFacts } from '../mail-facts.ts';
import type { MailFrame } from '../mail-frame.ts';
import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

export function ReminderMail(mail: ReminderMailFacts & MailFrame) {
  const { reminder, invitation } = mail.words;
  return (
    <MailLayout
      frame={mail}
      preview={reminder.preview(mail)}
      heading={reminder.heading(mail)}
      footer={reminder.footer(mail)}
    >
      <MailText>{mail.greeting}</MailText>
      <MailText>{reminder.invited(mail)}</MailText>
      <MailAction label={invitation.accept} url={mail.url} clear={invitation.link} />
      <MailSmall>{reminder.questions(mail)}</MailSmall>
    </MailLayout>
  );
}
