import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { localTime } from '../workspaces/local-time.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_YEARS = 5;

/** An end of access is its last day, at midnight UTC as the database keeps days; it is over when that day is. */
export interface AccessEnd {
  accessUntil: Date | null;
  /** The workspace's. */
  timeZone: string;
}

/** Whether somebody's access is over, by the clock: whatever swept or did not. */
export function accessIsOver({ accessUntil, timeZone }: AccessEnd, now: Date): boolean {
  return accessUntil !== null && accessUntil < localTime(now, timeZone).day;
}

const lastDayIsAhead = Prisma.sql`(u.access_until IS NULL OR u.access_until >= (now() AT TIME ZONE w.time_zone)::date)`;

/**
 * The same in SQL, of the user `u` in the workspace `w`: whether they are active and their last day is not over. By the
 * database's clock, as whoever looks somebody up in the midst of a transaction has no other.
 */
export const hasAccess = Prisma.sql`(u.status = 'ACTIVE' AND ${lastDayIsAhead})`;

/** The same of whoever can be given something: their address may still be to be verified. */
export const canHold = Prisma.sql`(u.status <> 'INACTIVE' AND ${lastDayIsAhead})`;

/** So many days before the last one, somebody who can do something about it is reminded. */
export const REMINDED_DAYS = [14, 2] as const;

/** What is kept with an end that begins now: the reminders whose day has passed are not sent, as whoever set it knows. */
export async function newAccessEnd(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, accessUntil }: { workspaceId: string; accessUntil: Date | null },
): Promise<{ accessUntil: Date | null; accessReminded: number | null }> {
  if (!accessUntil) return { accessUntil, accessReminded: null };
  const { timeZone } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { timeZone: true },
  });
  const daysLeft = (accessUntil.getTime() - localTime(now(), timeZone).day.getTime()) / DAY_MS;
  const passed = REMINDED_DAYS.filter((days) => daysLeft <= days);
  return { accessUntil, accessReminded: passed.at(-1) ?? null };
}

/** An end that somebody chooses is tomorrow at the earliest, and in five years at the latest; `before`: what it was, which may be today. */
export async function requireAccessEnd(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  {
    workspaceId,
    accessUntil,
    before = null,
  }: { workspaceId: string; accessUntil: Date | null; before?: Date | null },
): Promise<void> {
  if (!accessUntil) return;
  const { timeZone } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { timeZone: true },
  });
  const { day: today } = localTime(now(), timeZone);
  if (accessUntil.getTime() === before?.getTime() && accessUntil >= today) return;
  const earliest = new Date(today.getTime() + DAY_MS);
  const latest = new Date(today);
  latest.setUTCFullYear(today.getUTCFullYear() + LONGEST_YEARS);
  if (accessUntil < earliest || accessUntil > latest) {
    throw new Refusal('ACCESS_END_OUT_OF_RANGE', { earliest, latest });
  }
}

/** For the record: "2026-11-30". */
export function dayText(day: Date): string;
export function dayText(day: Date | null): string | null;
export function dayText(day: Date | null): string | null {
  return day === null ? null : day.toISOString().slice(0, 10);
}
