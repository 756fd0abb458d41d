import type { MailFrame } from '../mail-frame.ts';
import { MailLayout, MailText } from './mail-layout.tsx';

interface SeatWarningMailProps extends MailFrame {
  contactName: string;
  heading: string;
  text: string;
}

export function SeatWarningMail({ contactName, heading, text, ...frame }: SeatWarningMailProps) {
  return (
    <MailLayout
      frame={frame}
      preview={text}
      heading={heading}
      footer={`You get this mail because you are the billing contact of ${frame.workspaceName} on ${frame.productName}. Its Owner can enter somebody else in Slack, with /fluxera billing.`}
    >
      <MailText>Hello {contactName},</MailText>
      <MailText>{text}</MailText>
    </MailLayout>
  );
}
