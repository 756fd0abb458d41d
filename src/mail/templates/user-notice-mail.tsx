import { MailLayout, MailText } from './mail-layout.tsx';

export interface UserNoticeMailProps {
  productName: string;
  workspaceName: string;
  firstName: string;
  email: string;
  heading: string;
  /** What happened and what follows from it, a paragraph each. */
  paragraphs: string[];
}

export function UserNoticeMail(mail: UserNoticeMailProps) {
  return (
    <MailLayout
      productName={mail.productName}
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
