/** A time zone as somebody chooses it. */
export interface TimeZone {
  /** IANA name. */
  name: string;
  /** "Berlin, Europe": the city that gives the zone its name, and where it is. */
  place: string;
  /** From UTC at one moment: "UTC+01:00". */
  offset: string;
}

const SUGGESTED_AT_MOST = 50;

/** Cities that have another name in the list of this JavaScript engine than people know them by. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Dacca': 'Asia/Dhaka',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

const names = ['UTC', ...Intl.supportedValuesOf('timeZone').map((name) => renamed[name] ?? name)];

/** The time zones whose name has what somebody typed: those whose city begins with it first. Nothing typed: the first ones. */
export function findTimeZones(typed: string, now: Date): TimeZone[] {
  const wanted = comparable(typed.trim());
  const found = names.filter((name) => comparable(name).includes(wanted));
  const begins = (name: string) => comparable(cityOf(name)).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((name) => !begins(name))]
    .slice(0, SUGGESTED_AT_MOST)
    .map((name) => describeTimeZone(name, now));
}

export function describeTimeZone(name: string, now: Date): TimeZone {
  const region = name.includes('/') ? `, ${readable(name.slice(0, name.indexOf('/')))}` : '';
  return { name, place: `${readable(cityOf(name))}${region}`, offset: offsetOf(name, now) };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    // An offset such as "+01:00" is taken as well, but knows no summer time.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function cityOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function readable(part: string): string {
  return part.replaceAll('_', ' ');
}

function comparable(text: string): string {
  return readable(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function offsetOf(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return offset.replace('GMT', 'UTC');
}
