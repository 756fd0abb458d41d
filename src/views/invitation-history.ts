import type { HistoryEntry } from '../invitations/invitation-history.ts';
import { failureWords } from './invitation-words.ts';
import { escapeMrkdwn, joined } from './text.ts';

function edited(
  before: HistoryEntry['before'],
  after: HistoryEntry['after'],
  typed: (text: string) => string,
): string {
  const isOtherName = before.firstName !== after.firstName || before.lastName !== after.lastName;
  const changes = [
    ...(before.role !== after.role && before.role && after.role
      ? [`the role from ${typed(before.role)} to ${typed(after.role)}`]
      : []),
    ...(isOtherName ? ['the name'] : []),
    ...(before.message !== after.message ? ['the message'] : []),
    ...((before.accessUntil ?? null) !== (after.accessUntil ?? null) ? ['the end of access'] : []),
  ];
  return changes.length > 0 ? `changed ${joined(changes, 'and')}` : 'saved it without a change';
}

/** What an entry of the activity says, as a sentence; `typed` for what people gave as names. */
export function happened(
  { action, actorName, before, after }: HistoryEntry,
  typed: (text: string) => string = escapeMrkdwn,
): string {
  const who = actorName ? typed(actorName) : 'Somebody';
  switch (action) {
    case 'invitation.sent':
      return `${who} sent it${after.role ? `, as ${typed(after.role)}` : ''}.`;
    case 'invitation.resent':
      return before.email && after.email && before.email !== after.email
        ? `${who} sent it again, to ${typed(after.email)} instead of ${typed(before.email)}.`
        : `${who} sent it again.`;
    case 'invitation.edited':
      return `${who} ${edited(before, after, typed)}.`;
    case 'invitation.canceled':
      return `${who} canceled it.`;
    case 'invitation.undone':
      return `${who} took it back right after sending.`;
    case 'invitation.taken-over':
      return `${who} vouches for it now: whoever sent it was deactivated.`;
    case 'invitation.expired':
      return 'It expired: nobody accepted it within seven days.';
    case 'invitation.withdrawn':
      return 'It ended when it was to be accepted: the inviter may no longer give its role.';
    case 'invitation.bounced':
      return `${failureWords(after.delivery)}.`;
    case 'invitation.reminded':
      return 'The invitee was reminded that it ends soon.';
    case 'invitation.accepted':
      return `${who} accepted it.`;
    default:
      return typed(action);
  }
}
