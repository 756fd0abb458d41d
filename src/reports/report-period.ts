import { localTime } from '../workspaces/local-time.ts';
import { startOfDay } from '../workspaces/start-of-day.ts';

/** So many weeks a report can look back. */
export const REPORT_LENGTHS = [4, 12, 26, 52] as const;
export type ReportLength = (typeof REPORT_LENGTHS)[number];

export const USUAL_LENGTH: ReportLength = 12;

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

export interface ReportPeriod {
  /** The Monday of each week, kept at midnight UTC, the oldest first. */
  mondays: Date[];
  /** When each of them begins in the workspace's time zone, and when the last one ends, or is looked at. */
  bounds: Date[];
  /** The last week is not over yet. */
  isRunning: boolean;
  /** There was nothing to tell of before the first one. */
  isFromBeginning: boolean;
}

/** The weeks up to this moment: the last one is the running one. */
export function weeksUntilNow(now: Date, timeZone: string, length: ReportLength): ReportPeriod {
  const mondays = mondaysUntil(mondayOf(now, timeZone), length);
  const begins = mondays.map((monday) => startOfDay(monday, timeZone));
  return { mondays, bounds: [...begins, now], isRunning: true, isFromBeginning: false };
}

/** Whole weeks, up to the Monday that is given. */
export function weeksBefore(monday: Date, timeZone: string, length: ReportLength): ReportPeriod {
  const mondays = mondaysUntil(new Date(monday.getTime() - WEEK_MS), length);
  const bounds = [...mondays, monday].map((one) => startOfDay(one, timeZone));
  return { mondays, bounds, isRunning: false, isFromBeginning: false };
}

/** The same without the weeks that were over when the workspace began; the last one stays in any case. */
export function sinceBeginning(period: ReportPeriod, createdAt: Date): ReportPeriod {
  const { mondays, bounds } = period;
  // The end of each week is the beginning of the next.
  const before = bounds.slice(1, -1).filter((end) => end <= createdAt).length;
  const isFromBeginning = (bounds[before] ?? createdAt) <= createdAt;
  return { ...period, mondays: mondays.slice(before), bounds: bounds.slice(before), isFromBeginning };
}

/** The Monday, at midnight UTC, of the week that it is in a time zone. */
export function mondayOf(now: Date, timeZone: string): Date {
  const { day } = localTime(now, timeZone);
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  return new Date(day.getTime() - sinceMonday * DAY_MS);
}

function mondaysUntil(last: Date, length: number): Date[] {
  return Array.from({ length }, (_, index) => new Date(last.getTime() - (length - 1 - index) * WEEK_MS));
}
