import type { KnownBlock } from '@slack/types';
import type { Seats } from '../workspaces/seats.ts';
import { BILLING_ACTION } from './billing.modal.ts';
import { usedSeats } from './settings-refusals.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

/** For the Owner: the plan is nearly full, or full. */
export function seatWarning(facts: { workspaceName: string; seats: Seats & { limit: number } }): {
  text: string;
  blocks: KnownBlock[];
} {
  const { limit, taken } = facts.seats;
  const free = limit - taken;
  const name = escapeMrkdwn(facts.workspaceName);
  const text =
    free > 0
      ? `${name} uses ${taken} of its ${limit} seats: ${usedSeats(facts.seats)}. ${free} ${free === 1 ? 'is' : 'are'} left.`
      : `${name} uses all of its ${limit} seats: ${usedSeats(facts.seats)}. Nobody else can be invited until there is room: cancel invitations that nobody needs with \`/invitations\`, or get more seats.`;
  return {
    text,
    blocks: [
      section(text),
      {
        type: 'actions',
        block_id: 'seat_warning',
        elements: [
          { type: 'button', action_id: BILLING_ACTION, text: plainText('Billing'), value: 'billing' },
        ],
      },
    ],
  };
}
