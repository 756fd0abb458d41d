import type { InvitationMailFacts } from '../mail-facts.ts';
import type { MailFrame } from '../mail-frame.ts';
import { AsTyped, MailAction, MailLayout, MailRule, MailSmall, MailText } from './mail-layout.tsx';

export function InvitationMail(mail: InvitationMailFacts & MailFrame) {
  const { invitation } = mail.words;
  return (
    <MailLayout
      frame={mail}
      preview={invitation.preview(mail)}
      heading={invitation.heading(mail)}
      footer={invitation.footer(mail)}
    >
      <MailText>{mail.greeting}</MailText>
      <MailText>{invitation.invited(mail)}</MailText>
      {mail.message !== '' && (
        <>
          <MailText>{invitation.writes(mail)}</MailText>
          <AsTyped text={mail.message} />
        </>
      )}
      <MailAction label={invitation.accept} url={mail.url} clear={invitation.link} />
      <MailRule />
      <MailText>{invitation.ends(mail)}</MailText>
      <MailSmall>{invitation.questions(mail)}</MailSmall>
    </MailLayout>
  );
}
