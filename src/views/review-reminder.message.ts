import type { KnownBlock } from '@slack/types';
import { openReviewButton } from './access-review.modal.ts';
import { section } from './text.ts';

/** For those who manage people, every 90 days. */
export function reviewReminder(): { text: string; blocks: KnownBlock[] } {
  const text =
    'It is time for the access review: look through everybody, and keep, change or end their access. It takes some minutes, can be interrupted, and several people can do it together.';
  return {
    text,
    blocks: [
      section(text),
      { type: 'actions', block_id: 'access_review', elements: [openReviewButton()] },
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: 'Due 90 days after the last one. `/fluxera settings` switches this off.',
            verbatim: true,
          },
        ],
      },
    ],
  };
}
