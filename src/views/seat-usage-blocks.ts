import type { KnownBlock } from '@slack/types';
import { shortMonth } from '../utc-date.ts';
import type { Billing } from '../workspaces/read-billing.ts';
import { section, slackDay } from './text.ts';

/** So wide that a line fits on a phone. */
const BAR_LENGTH = 12;

/** How many seats were in use at the end of each month: a line for each, with a bar of what was in use and what was free. */
export function usageBlocks({ usage, usageSince }: Pick<Billing, 'usage' | 'usageSince'>): KnownBlock[] {
  const most = Math.max(1, ...usage.map(({ taken, limit }) => Math.max(taken, limit ?? 0)));
  const rows = usage.map(({ month, taken, limit }) => ({
    month: shortMonth(month),
    bar: bar(taken / most, (limit ?? 0) / most),
    seats: limit === null ? String(taken) : `${taken} of ${limit}`,
  }));
  const lines = rows.map(({ month, bar, seats }) => `${month}  ${bar}  ${seats}`);
  const known = usageSince
    ? `Known since ${slackDay(usageSince)}. The running month is as it is now.`
    : 'Counting begins today. The running month is as it is now.';
  return [
    section(`*Seats in use at the end of each month*\n\`\`\`\n${lines.join('\n')}\n\`\`\``),
    { type: 'context', elements: [{ type: 'mrkdwn', text: known }] },
  ];
}

/** Both as parts of the whole length; without a limit nothing is free. */
function bar(taken: number, limit: number): string {
  const used = Math.ceil(taken * BAR_LENGTH);
  const free = Math.max(0, Math.round(limit * BAR_LENGTH) - used);
  return `${'█'.repeat(used)}${'░'.repeat(free)}`.padEnd(BAR_LENGTH);
}
