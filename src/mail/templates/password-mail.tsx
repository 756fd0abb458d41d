import type { PasswordMailFacts } from '../mail-facts.ts';
import type { MailFrame } from '../mail-frame.ts';
import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

export function PasswordMail(mail: PasswordMailFacts & MailFrame) {
  const { words } = mail;
  const because = words.password[mail.because];
  return (
    <MailLayout
      frame={mail}
      preview={because.preview}
      heading={because.heading}
      footer={because.footer(mail)}
    >
      <MailText>{words.hello(mail)}</MailText>
      <MailText>{because.text}</MailText>
      <MailAction label={words.password.choose} url={mail.url} clear={words.copyLink} />
      <MailSmall>{words.linkOnce(mail.endsAt)}</MailSmall>
    </MailLayout>
  );
}
