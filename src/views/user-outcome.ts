import type { StatusChanged } from '../users/change-status.ts';
import type { Edited } from '../users/edit-user.ts';
import { calendarDay } from '../utc-date.ts';
import { escapeMrkdwn } from './text.ts';

export function editedText({ name, pendingEmail }: Edited): string {
  const waits = pendingEmail
    ? ` ${escapeMrkdwn(pendingEmail)} counts as soon as it is verified by the mail that was sent there.`
    : '';
  return `The profile of ${escapeMrkdwn(name)} is saved.${waits}`;
}

export function roleChangedText({ name, roleName }: { name: string; roleName: string }): string {
  return `${escapeMrkdwn(name)} is ${escapeMrkdwn(roleName)} now.`;
}

/** "Jane Doe has access until November 30, 2026." */
export function endDateText({ name, accessUntil }: { name: string; accessUntil: Date | null }): string {
  const who = escapeMrkdwn(name);
  if (!accessUntil) return `The access of ${who} does not end.`;
  return `${who} has access until ${calendarDay(accessUntil)}, and becomes inactive after that day.`;
}

export function secondFactorResetText({ name }: { name: string }): string {
  return `The second factor of ${escapeMrkdwn(name)} is reset, and they are signed out on the web.`;
}

export function statusChangedText(
  { name, status, invitations, things }: StatusChanged,
  chosen: 'KEEP' | 'CANCEL',
): string {
  const who = escapeMrkdwn(name);
  if (status === 'ACTIVE') return `${who} is active again.`;
  if (status === 'UNVERIFIED')
    return `${who} is not inactive any more, and has still to verify their address.`;
  const taken =
    things === 0
      ? ''
      : ` ${things === 1 ? 'What they had is' : `The ${things} things that they had are`} available again.`;
  if (invitations === 0) return `${who} is inactive, and signed out.${taken}`;
  const count = invitations === 1 ? 'One invitation' : `${invitations} invitations`;
  const settled =
    chosen === 'KEEP'
      ? `${invitations === 1 ? 'stays open: you vouch for it' : 'stay open: you vouch for them'} now`
      : `${invitations === 1 ? 'is' : 'are'} canceled`;
  return `${who} is inactive, and signed out. ${count} that they sent ${settled}.${taken}`;
}
