import type { Language } from './generated/prisma/client.ts';

/** Days and moments, as people write them. Readers are anywhere, so the zone of a moment is said. */
export interface Dates {
  /** "Monday, 30 November 2026 (UTC)" */
  date(date: Date): string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  dateAndTime(date: Date): string;
  /** "30 November 2026": a day of the calendar, kept at midnight UTC, which is the same day for everybody. */
  calendarDay(day: Date): string;
  /** "14:05 (UTC)" */
  time(date: Date): string;
}

const locales: Record<Language, { locale: string; afterDay: string; oClock: string }> = {
  EN: { locale: 'en-GB', afterDay: ' ', oClock: '' },
  // The month does not begin a line of its own.
  DE: { locale: 'de-DE', afterDay: '.\u00a0', oClock: '\u00a0Uhr' },
};

export function datesIn(language: Language): Dates {
  const { locale, afterDay, oClock } = locales[language];
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const partsOf = (date: Date) =>
    new Map(format.formatToParts(date).map(({ type, value }) => [type, value] as const));
  const dayOf = (date: Date) => {
    const parts = partsOf(date);
    return `${parts.get('day')}${afterDay}${parts.get('month')} ${parts.get('year')}`;
  };
  const withWeekday = (date: Date) => `${partsOf(date).get('weekday')}, ${dayOf(date)}`;
  const time = (date: Date) => `${date.toISOString().slice(11, 16)}${oClock} (UTC)`;
  return {
    date: (date) => `${withWeekday(date)} (UTC)`,
    dateAndTime: (date) => `${withWeekday(date)}, ${time(date)}`,
    calendarDay: dayOf,
    time,
  };
}

/*
 * What is said in Slack, and by the product itself: days and months as Slack writes them in English, so that they look
 * like the moments beside them, which it writes for each reader.
 */
const slackDay = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const slackShortDay = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const slackMonth = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "November 30, 2026": a day of the calendar, kept at midnight UTC. */
export function calendarDay(day: Date): string {
  return slackDay.format(day);
}

/** "Nov 30", for columns and axes. */
export function shortDay(day: Date): string {
  return slackShortDay.format(day);
}

/** "Nov 2026" */
export function shortMonth(day: Date): string {
  return slackMonth.format(day);
}

/** "November 30, 2026 (UTC)", where Slack cannot write it for the reader. */
export function utcDay(date: Date): string {
  return `${calendarDay(date)} (UTC)`;
}

/** "November 30, 2026 at 14:05 (UTC)", where Slack cannot write it for the reader. */
export function utcDateAndTime(date: Date): string {
  return `${calendarDay(date)} at ${date.toISOString().slice(11, 16)} (UTC)`;
}
