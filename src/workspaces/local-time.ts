/** The day, at midnight UTC as the database keeps days, and the hour that a moment belongs to in a time zone. */
export function localTime(at: Date, timeZone: string): { day: Date; hour: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' },
  }).formatToParts(at);
  const [year = 0, month = 0, day = 0, hour = 0] = (['year', 'month', 'day', 'hour'] as const).map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  return { day: new Date(Date.UTC(year, month - 1, day)), hour };
}
