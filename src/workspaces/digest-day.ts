import { localTime } from './local-time.ts';

/** The digest comes at nine; whatever held it up, not after noon, but the next day with what it missed. */
const FROM_HOUR = 9;
const UNTIL_HOUR = 12;

/** The day, at midnight UTC, whose digest is due now in that time zone; undefined: none is. */
export function digestDay(now: Date, timeZone: string): Date | undefined {
  const { day, hour } = localTime(now, timeZone);
  return hour >= FROM_HOUR && hour < UNTIL_HOUR ? day : undefined;
}
