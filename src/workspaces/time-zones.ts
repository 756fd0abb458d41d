import { z } from 'zod';
import type { Tx } from '../deps.ts';

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

/** Zones that this JavaScript engine lists under an old name: people know another, and not every PostgreSQL knows the old. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
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

/** Whether both who work with it know it: this engine and the database, of which each has names of its own. */
export async function isTimeZone(tx: Tx, name: string): Promise<boolean> {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
  } catch {
    return false;
  }
  const found = await tx.$queryRaw`SELECT name FROM pg_timezone_names WHERE name = ${name}`;
  return z.array(z.object({ name: z.string() })).parse(found).length > 0;
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
