import type { MailFrame } from '../mail-frame.ts';
import { MailLayout, MailText } from './mail-layout.tsx';

interface UserNoticeMailProps {
  firstName: string;
  email: string;
  heading: string;
  /** What happened and what follows from it, a paragraph each. */
  paragraphs: string[];
}

export function UserNoticeMail(mail: UserNoticeMailProps & MailFrame) {
  return (
    <MailLayout
      frame={mail}
      preview={mail.paragraphs[0] ?? mail.heading}
      heading={mail.heading}
      footer={`You get this mail because ${mail.email} has an account in ${mail.workspaceName} on ${mail.productName}.`}
    >
      <MailText>{mail.firstName ? `Hello ${mail.firstName},` : 'Hello,'}</MailText>
      {mail.paragraphs.map((text) => (
        <MailText key={text}>{text}</MailText>
      ))}
    </MailLayout>
  );
}
