import type { KnownBlock } from '@slack/types';
import type { Seats } from '../workspaces/seats.ts';
import { BILLING_ACTION } from './billing.modal.ts';
import { usedSeats } from './settings-refusals.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

interface SeatWarning {
  workspaceName: string;
  seats: Seats & { limit: number };
}

/** For the Owner: the plan is nearly full, or full. */
export function seatWarning(facts: SeatWarning): { text: string; blocks: KnownBlock[] } {
  const text = `${howFull(facts, escapeMrkdwn)}${
    isFull(facts)
      ? ' Nobody else can be invited until there is room: cancel invitations that nobody needs with `/invitations`, or get more seats.'
      : ''
  }`;
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

/** The same as a mail for the billing contact, who need not be in Slack. */
export function seatWarningMail(facts: SeatWarning): { heading: string; text: string } {
  const asIs = howFull(facts, (text) => text);
  return isFull(facts)
    ? {
        heading: `All seats of ${facts.workspaceName} are in use`,
        text: `${asIs} Nobody else can be invited until there is room. The Owner has been told as well.`,
      }
    : {
        heading: `The seats of ${facts.workspaceName} are nearly all in use`,
        text: `${asIs} The Owner has been told as well.`,
      };
}

function isFull({ seats: { limit, taken } }: SeatWarning): boolean {
  return taken >= limit;
}

function howFull({ workspaceName, seats }: SeatWarning, typed: (text: string) => string): string {
  const { limit, taken } = seats;
  const free = limit - taken;
  return free > 0
    ? `${typed(workspaceName)} uses ${taken} of its ${limit} seats: ${usedSeats(seats)}. ${free} ${free === 1 ? 'is' : 'are'} left.`
    : `${typed(workspaceName)} uses all of its ${limit} seats: ${usedSeats(seats)}.`;
}
