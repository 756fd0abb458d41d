/** The moment at which a day, kept at midnight UTC as the database does, begins in a time zone. */
export function startOfDay(day: Date, timeZone: string): Date {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const midnight = day.getTime();
  // The second time with the offset of that very moment: the clock may have been changed between it and midnight UTC.
  const near = midnight - offsetAt(midnight, format);
  return new Date(midnight - offsetAt(near, format));
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(at: number, format: Intl.DateTimeFormat): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 0, ...rest] = (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map(
    (type) => parts.get(type) ?? 0,
  );
  return Date.UTC(year, month - 1, ...rest) - at;
}
