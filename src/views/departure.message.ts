import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { SeenDeparture } from '../departures/read-departure.ts';
import { bold, day, fallbackOf, type Part, plain, richText } from './rich-text.ts';
import { clipped, escapeMrkdwn, plainText, slackShortDate } from './text.ts';

export const DEPARTED_DEACTIVATE_ACTION = 'departure_deactivate';
export const KEEP_ACCESS_ACTION = 'departure_keep';

/** Why somebody who has left Slack is deactivated, unless whoever does it writes something else. */
export const LEFT_SLACK_REASON = 'Left Slack';

/** Which departure a button is about. */
export function readDepartureButton(value: string): string {
  return z.uuid().parse(value);
}

/** For whoever decides what becomes of the access of somebody who has left Slack; then what they decided. */
export function departureCard(departure: SeenDeparture): { text: string; blocks: KnownBlock[] } {
  const parts = left(departure);
  const { status, isOwner, id } = departure;
  return {
    text: clipped(fallbackOf(parts), 3000),
    blocks: [
      richText(parts),
      ...(status === 'OPEN' && !isOwner
        ? [{ type: 'actions', block_id: `departure:${id}`, elements: buttons(departure) } as const]
        : []),
      ...settled(departure),
      { type: 'divider' },
    ],
  };
}

function left({ name, status, email, roleName, isOwner, joinedAt, leftAt }: SeenDeparture): Part[] {
  return [
    bold(name),
    plain(`${name === email ? '' : ` (${email})`} has left Slack: their Slack account was deactivated on `),
    day(leftAt),
    plain(status === 'DEACTIVATED' ? '. They had access as ' : '. They still have access as '),
    bold(roleName),
    plain(', since '),
    day(joinedAt),
    plain('.'),
    ...(isOwner
      ? [plain(' As the Owner they cannot be deactivated: ownership must be handed over first.')]
      : []),
  ];
}

function buttons({ id, userId, name }: SeenDeparture): Button[] {
  const button = (actionId: string, text: string, label: string, value: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    accessibility_label: clipped(`${label} ${name}`, 75),
    value,
  });
  return [
    { ...button(DEPARTED_DEACTIVATE_ACTION, 'Deactivate', 'Deactivate', userId), style: 'danger' },
    button(KEEP_ACCESS_ACTION, 'Keep Access', 'Keep the access of', id),
  ];
}

function settled({ status, settledBy, settledAt }: SeenDeparture): KnownBlock[] {
  if (status === 'OPEN' || !settledAt) return [];
  const words = {
    DEACTIVATED: settledBy ? `Deactivated by ${settledBy},` : 'Their last day is over: they are inactive.',
    KEPT: `Access kept by ${settledBy ?? 'somebody'},`,
    RETURNED: 'They are back in Slack, so nothing is to be decided.',
  }[status];
  return [
    {
      type: 'context',
      elements: [
        plainText(clipped(words, 300)),
        { type: 'mrkdwn', text: slackShortDate(settledAt), verbatim: true },
      ],
    },
  ];
}

/** For whoever kept it. */
export function accessKeptText({ name }: { name: string }): string {
  return `${escapeMrkdwn(name)} keeps their access, and the history says that you decided it.`;
}
