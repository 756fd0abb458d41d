/** The digest comes at nine; whatever held it up, not after noon, but the next day with what it missed. */
const FROM_HOUR = 9;
const UNTIL_HOUR = 12;

/** The day, at midnight UTC, whose digest is due now in that time zone; undefined: none is. */
export function digestDay(now: Date, timeZone: string): Date | undefined {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' },
  }).formatToParts(now);
  const [year = 0, month = 0, day = 0, hour = 0] = (['year', 'month', 'day', 'hour'] as const).map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  return hour >= FROM_HOUR && hour < UNTIL_HOUR ? new Date(Date.UTC(year, month - 1, day)) : undefined;
}
