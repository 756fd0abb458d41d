import type { KnownBlock } from '@slack/types';
import type { SubjectHistoryEntry } from '../activity/subject-history.ts';
import type { Expiry } from '../licenses/license-expiry.ts';
import { calendarDay } from '../utc-date.ts';
import { escapeMrkdwn } from './text.ts';
import { changedFields, thingHistoryBlock } from './thing-history.ts';

/** "3 of 10 seats in use". */
export function seatWords({ seats, seatsUsed }: { seats: number; seatsUsed: number }): string {
  return `${seatsUsed} of ${seats} ${seats === 1 ? 'seat' : 'seats'} in use`;
}

/** "Valid until December 1, 2026"; nothing where it does not expire. */
export function expiryWords(expiresOn: string | null, expiry: Expiry): string {
  if (expiresOn === null) return '';
  const day = calendarDay(new Date(expiresOn));
  return expiry === 'PAST' ? `Expired on ${day}` : `Valid until ${day}`;
}

const fields = [
  ['name', 'name'],
  ['vendor', 'vendor'],
  ['seats', 'number of seats'],
  ['expiresOn', 'expiry date'],
] as const;

/** What happened to a license: one line, with the reason where there is one. */
export function licenseHistoryBlock(entry: SubjectHistoryEntry): KnownBlock {
  return thingHistoryBlock(entry, happened);
}

function happened({ action, before, after }: SubjectHistoryEntry, actor: string | null): string {
  const who = actor ?? 'Somebody';
  const holder = (values: Map<string, string>) => escapeMrkdwn(values.get('holder') ?? 'somebody');
  switch (action) {
    case 'license.created':
      return `${who} added it.`;
    case 'license.edited':
      return `${who} changed ${changedFields(fields, before, after, after.has('key') ? ['the key'] : [])}.`;
    case 'license.assigned':
      return `${who} assigned it to ${holder(after)}.`;
    case 'license.unassigned':
      return actor === null
        ? `It was taken back from ${holder(before)}.`
        : `${who} took it back from ${holder(before)}.`;
    case 'license.key-shown':
      return `${who} looked at the key.`;
    default:
      return escapeMrkdwn(action);
  }
}
