import type { AddressMailFacts } from '../mail-facts.ts';
import type { MailFrame } from '../mail-frame.ts';
import { MailAction, MailLayout, MailSmall, MailText } from './mail-layout.tsx';

export function AddressMail(mail: AddressMailFacts & MailFrame) {
  const { words } = mail;
  const { address } = words;
  return (
    <MailLayout
      frame={mail}
      preview={address.preview}
      heading={address.heading}
      footer={address.footer(mail)}
    >
      <MailText>{words.hello(mail)}</MailText>
      <MailText>{address.change(mail)}</MailText>
      <MailAction label={address.verify} url={mail.url} clear={words.copyLink} />
      <MailSmall>{words.linkOnce(mail.endsAt)}</MailSmall>
    </MailLayout>
  );
}
