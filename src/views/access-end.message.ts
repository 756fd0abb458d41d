import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { AccessEnding } from '../users/read-access-ending.ts';
import { calendarDay } from '../utc-date.ts';
import { bold, fallbackOf, type Part, plain, richText } from './rich-text.ts';
import { clipped, plainText } from './text.ts';

export const EXTEND_ACCESS_ACTION = 'access_extend';
export const DEACTIVATE_ACTION = 'access_deactivate';

/** Whom a button of a message is about. */
export function readAboutUser(value: string): string {
  return z.uuid().parse(value);
}

/** For whoever can do something about it: somebody's access ends soon, or has ended. */
export function accessEndMessage(ending: AccessEnding): { text: string; blocks: KnownBlock[] } {
  const parts = ending.what === 'SOON' ? endsSoon(ending) : hasEnded(ending);
  return {
    text: fallbackOf(parts),
    blocks: [
      richText(parts),
      ...(ending.what === 'SOON'
        ? [{ type: 'actions', block_id: `access:${ending.id}`, elements: buttons(ending) } as const]
        : []),
    ],
  };
}

function who({ name, roleName }: AccessEnding): Part[] {
  // No mention: in a channel it would call the person.
  return [bold(name), plain(` (${roleName})`)];
}

function endsSoon(ending: AccessEnding): Part[] {
  const { accessUntil, daysLeft } = ending;
  const when = daysLeft === 0 ? 'today' : daysLeft === 1 ? 'tomorrow, on' : `in ${daysLeft} days, on`;
  return [
    plain('The access of '),
    ...who(ending),
    plain(` ends ${daysLeft === 0 ? 'today, ' : `${when} `}`),
    bold(calendarDay(accessUntil)),
    plain('. They become inactive after that day.'),
  ];
}

function hasEnded(ending: AccessEnding): Part[] {
  return [
    plain('The access of '),
    ...who(ending),
    plain(' ended on '),
    bold(calendarDay(ending.accessUntil)),
    plain(
      '. They are inactive now, and their seat is free. If they need it for longer, reactivate them in /users.',
    ),
  ];
}

function buttons({ id, name }: AccessEnding): Button[] {
  const button = (actionId: string, text: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    accessibility_label: clipped(`${label} ${name}`, 75),
    value: id,
  });
  return [
    button(EXTEND_ACCESS_ACTION, 'Extend', 'Extend the access of'),
    button(DEACTIVATE_ACTION, 'Deactivate', 'Deactivate'),
  ];
}
