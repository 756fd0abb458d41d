import type { VerificationMailFacts } from '../mail-facts.ts';
import type { MailFrame } from '../mail-frame.ts';
import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

export function VerificationMail(mail: VerificationMailFacts & MailFrame) {
  const { words } = mail;
  const { verification } = words;
  return (
    <MailLayout
      frame={mail}
      preview={verification.preview}
      heading={verification.heading}
      footer={verification.footer(mail)}
    >
      <MailText>{words.hello(mail)}</MailText>
      <MailText>{verification.almostReady(mail)}</MailText>
      <MailAction label={verification.verify} url={mail.url} clear={words.copyLink} />
      <MailSmall>{words.linkOnce(mail.endsAt)}</MailSmall>
    </MailLayout>
  );
}
