const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "Monday, 30 November 2026 (UTC)": readers are anywhere, so the zone is said. */
export function utcDate(date: Date): string {
  const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${parts.get('weekday')}, ${parts.get('day')} ${parts.get('month')} ${parts.get('year')} (UTC)`;
}

/** "30 November 2026 (UTC)" */
export function utcDay(date: Date): string {
  return utcDate(date).replace(/^\w+, /, '');
}

/** "30 November 2026": a day of the calendar, kept at midnight UTC, which is the same day for everybody. */
export function calendarDay(day: Date): string {
  return utcDay(day).replace(' (UTC)', '');
}

/** "Monday, 30 November 2026, 14:05 (UTC)" */
export function utcDateAndTime(date: Date): string {
  return utcDate(date).replace(' (UTC)', `, ${date.toISOString().slice(11, 16)} (UTC)`);
}
