import type { KnownBlock } from '@slack/types';
import { plainText, section } from './text.ts';

export const SEND_VERIFICATION_ACTION = 'send_verification';

/** For somebody who has to verify their address before they can act. */
export function sendVerificationButton(): KnownBlock {
  return {
    type: 'actions',
    block_id: 'verification',
    elements: [
      {
        type: 'button',
        action_id: SEND_VERIFICATION_ACTION,
        text: plainText('Send It Again'),
        value: 'verification',
      },
    ],
  };
}

export function verificationSentMessage({ isVerified }: { isVerified: boolean }) {
  const text = isVerified
    ? 'Your address is verified already: everything that your role allows is open to you.'
    : 'A new verification mail is on its way. Open it and use its button; the link in it works for 24 hours.';
  return { text, blocks: [section(text)] };
}
