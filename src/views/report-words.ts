import type { LicenseUse } from '../reports/license-use.ts';
import type { Report, ReportWeek } from '../reports/read-report.ts';
import { shortDay } from '../utc-date.ts';
import { joined } from './text.ts';

/** In the order of the table, with their words; over weeks, custom roles are counted as one. */
export const roleColumns = [
  ['OWNER', 'Owner'],
  ['ADMIN', 'Admin'],
  ['MEMBER', 'Member'],
  ['VIEWER', 'Viewer'],
  ['CUSTOM', 'Custom'],
] as const;
export const statusColumns = [
  ['ACTIVE', 'Active'],
  ['UNVERIFIED', 'Unverified'],
  ['INACTIVE', 'Inactive'],
] as const;
export const invitationColumns = [
  ['sent', 'Sent'],
  ['accepted', 'Accepted'],
  ['expired', 'Expired'],
  ['bounced', 'Bounced'],
] as const;

/** "Nov 23": the Monday of a week, kept at midnight UTC. */
export function weekText({ monday }: Pick<ReportWeek, 'monday'>): string {
  return shortDay(monday);
}

/** "the last 12 weeks", of which the running one may be the last, or "the first 3 weeks" of a new workspace. */
export function periodText({ weeks, isFromBeginning }: Pick<Report, 'weeks' | 'isFromBeginning'>): string {
  const [only, another] = weeks;
  const isRunning = weeks.at(-1)?.isRunning;
  if (only && !another) return isRunning ? 'this week' : `the week of ${weekText(only)}`;
  return `the ${isFromBeginning ? 'first' : 'last'} ${weeks.length} weeks${isRunning ? ', this one included' : ''}`;
}

const UNITS = [
  ['day', 'd', 24 * 60],
  ['hour', 'h', 60],
  ['minute', 'min', 1],
] as const;

/** "1 day 4 hours", the two largest units that there are. */
export function durationText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const largest = UNITS.findIndex(([, , size]) => minutes >= size);
  return UNITS.slice(largest, largest + 2)
    .map(([unit, , size], index) => {
      const left = index === 0 ? minutes : minutes % (UNITS[largest]?.[2] ?? 1);
      return { unit, amount: Math.floor(left / size) };
    })
    .filter(({ amount }) => amount > 0)
    .map(({ amount, unit }) => `${amount} ${unit}${amount === 1 ? '' : 's'}`)
    .join(' ');
}

/** "1.2 d", "7.5 h" or "12 min", for a column. */
export function shortDuration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [, short, size] = UNITS.find(([, , size]) => minutes >= size) ?? UNITS[2];
  return `${size === 1 ? minutes : (minutes / size).toFixed(1)} ${short}`;
}

/** How many people have access, at the end of a week. */
export function withAccess({ byStatus }: Pick<ReportWeek, 'byStatus'>): number {
  return byStatus.ACTIVE + byStatus.UNVERIFIED;
}

export function numberText(count: number): string {
  return count.toLocaleString('en-US');
}

function counted(count: number, one: string, many: string): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** What the report comes to, a sentence for each picture; nothing in it was typed by anybody. */
export function peopleText({ weeks }: Pick<Report, 'weeks'>): string {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return '';
  const { UNVERIFIED, INACTIVE } = last.byStatus;
  const change = withAccess(last) - withAccess(first);
  const since =
    change === 0 ? 'as many as' : `${numberText(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than`;
  const compared = first === last ? '' : `, ${since} at the end of the week of ${weekText(first)}`;
  const people = `${counted(withAccess(last), 'person has', 'people have')} access${compared}`;
  const unverified =
    UNVERIFIED === 0
      ? ''
      : `; ${numberText(UNVERIFIED)} of them ${UNVERIFIED === 1 ? 'has' : 'have'} yet to verify the address`;
  const inactive = INACTIVE === 0 ? 'Nobody is' : counted(INACTIVE, 'person is', 'people are');
  return `${people}${unverified}. ${inactive} inactive.`;
}

/** "Owner 1, Admin 3 and Custom 4 (now Help desk 3 and Auditor 1).", of those with access. */
export function rolesText({ weeks, customRoles }: Pick<Report, 'weeks' | 'customRoles'>): string {
  const last = weeks.at(-1);
  const named = customRoles.length > 0 ? ` (now ${customRolesText(customRoles)})` : '';
  const roles = roleColumns.flatMap(([kind, name]) =>
    last?.byRole[kind] ? [`${name} ${numberText(last.byRole[kind])}${kind === 'CUSTOM' ? named : ''}`] : [],
  );
  return roles.length > 0 ? `${joined(roles, 'and')}.` : 'nobody.';
}

/** So many roles of the workspace's own are told of by name. */
const NAMED_ROLES = 6;

/** "Help desk 3, Auditor 1 and 2 more". */
export function customRolesText(roles: Report['customRoles']): string {
  const named = roles.slice(0, NAMED_ROLES).map(({ name, people }) => `${name} ${numberText(people)}`);
  const more = roles.length - named.length;
  return joined(more > 0 ? [...named, `${more} more`] : named, 'and');
}

export function invitationsText({ invitations }: Pick<Report, 'invitations'>): string {
  const { sent, accepted, expired, bounced, medianMs } = invitations;
  const counts = [`${numberText(sent)} sent`, `${numberText(accepted)} accepted`];
  const rest = [`${numberText(expired)} expired`, `${numberText(bounced)} bounced`];
  const median =
    medianMs === null ? '' : ` Half of those who accepted did so within ${durationText(medianMs)}.`;
  return `${joined([...counts, ...rest], 'and')}.${median}`;
}

export function seatsText({ seats }: Pick<Report, 'seats'>): string {
  const { limit, people, pending, taken } = seats;
  const by = `${counted(people, 'person', 'people')} and ${counted(pending, 'open invitation', 'open invitations')}`;
  return limit === null
    ? `${counted(taken, 'seat is', 'seats are')} taken, by ${by}; the plan has no limit.`
    : `${numberText(taken)} of ${counted(limit, 'seat is', 'seats are')} taken, by ${by}.`;
}

export function licensesText({ count, seats, used }: LicenseUse): string {
  if (count === 0) return 'There are no licenses.';
  return `${counted(count, 'license has', 'licenses have')} ${counted(seats, 'seat', 'seats')}, ${numberText(used)} of them in use.`;
}

/** Rows of text in columns as wide as they need, so that they fit on a phone: the first to the left, the others to the right. */
export function columnsOf(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const cellOf = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cellOf).join(' ')).join('\n');
}
