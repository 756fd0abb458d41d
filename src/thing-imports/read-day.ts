export type ReadDay =
  | { day: string }
  /** What it may have been meant to be; empty: nothing comes to mind. */
  | { problem: 'DATE_UNREADABLE' | 'DATE_AMBIGUOUS'; suggestion: string };

const months = new Map<string, number>([
  ...(['jan', 'feb', 'mar', 'apr', 'may', 'jun'] as const).map((name, at) => [name, at + 1] as const),
  ...(['jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const).map((name, at) => [name, at + 7] as const),
  // As German spreadsheets write them.
  ...([['mär', 3] as const, ['mai', 5] as const, ['okt', 10] as const, ['dez', 12] as const] as const),
]);

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}\S*)?$/;
const dayFirst = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const eitherFirst = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;
const dayAndName = /^(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]+(\p{L}{3,9})\.?[\s,-]+(\d{4})$/iu;
const nameAndDay = /^(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu;
const shortYear = /^(.*\D)(\d{2})$/;

/**
 * A day such as 2026-11-23, from how people and spreadsheets write one: 2026-11-23, 23.11.2026, 23 Nov 2026,
 * November 23, 2026. With slashes the day comes first in one country and the month in another: where both are possible,
 * nobody guesses.
 */
export function readDay(typed: string): ReadDay {
  const text = typed.trim();
  const iso = yearFirst.exec(text);
  if (iso) return dayOrNone(iso[1], iso[2], iso[3]);
  const dotted = dayFirst.exec(text);
  if (dotted) return dayOrNone(dotted[3], dotted[2], dotted[1]);
  const named = dayAndName.exec(text);
  if (named) return dayOrNone(named[3], monthOf(named[2]), named[1]);
  const american = nameAndDay.exec(text);
  if (american) return dayOrNone(american[3], monthOf(american[1]), american[2]);
  const slashed = eitherFirst.exec(text);
  if (slashed) return fromSlashes(slashed[1], slashed[2], slashed[3]);
  const short = shortYear.exec(text);
  const meant = short ? readDay(`${short[1]}20${short[2]}`) : undefined;
  return { problem: 'DATE_UNREADABLE', suggestion: meant && 'day' in meant ? meant.day : '' };
}

function fromSlashes(one = '', other = '', year = ''): ReadDay {
  const british = calendarDay(year, other, one);
  const american = calendarDay(year, one, other);
  if (british && american && british !== american) {
    return { problem: 'DATE_AMBIGUOUS', suggestion: `${british} or ${american}` };
  }
  const day = british ?? american;
  return day ? { day } : { problem: 'DATE_UNREADABLE', suggestion: '' };
}

function dayOrNone(year = '', month = '', day = ''): ReadDay {
  const found = calendarDay(year, month, day);
  return found ? { day: found } : { problem: 'DATE_UNREADABLE', suggestion: '' };
}

/** undefined: the calendar has no such day. */
function calendarDay(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  if (year < '1900' || Number.isNaN(date.getTime())) return undefined;
  return date.toISOString().startsWith(text) ? text : undefined;
}

function monthOf(name = ''): string {
  return String(months.get(name.toLowerCase().slice(0, 3)) ?? '');
}
