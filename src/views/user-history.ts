import type { KnownBlock } from '@slack/types';
import type { UserHistoryEntry } from '../users/user-history.ts';
import { calendarDay } from '../utc-date.ts';
import { clipped, context, escapeMrkdwn, joined, slackShortDate } from './text.ts';

/** What happened to a person: one line, with the reason where somebody gave one. */
export function userHistoryBlock(entry: UserHistoryEntry): KnownBlock {
  const reason = entry.reason ? `\n“${escapeMrkdwn(clipped(entry.reason, 500))}”` : '';
  const text = `${slackShortDate(entry.at)} · ${happened(entry)}${reason}`;
  return context(text);
}

function happened({ action, actorName, isOwnDoing, before, after }: UserHistoryEntry): string {
  const who = isOwnDoing ? 'They' : actorName ? escapeMrkdwn(actorName) : 'Somebody';
  switch (action) {
    case 'invitation.sent':
      return `${who} invited them${after.role ? `, as ${escapeMrkdwn(after.role)}` : ''}.`;
    case 'invitation.resent':
      return `${who} sent the invitation again.`;
    case 'invitation.edited':
      return before.role !== after.role && before.role && after.role
        ? `${who} changed the role of the invitation from ${escapeMrkdwn(before.role)} to ${escapeMrkdwn(after.role)}.`
        : `${who} edited the invitation.`;
    case 'invitation.accepted':
      return 'They accepted the invitation.';
    case 'user.activated':
      return 'They verified their address.';
    case 'user.slack-linked':
      return 'They were recognised in Slack by their address.';
    case 'identity.password-set':
      return 'They chose a password.';
    case 'identity.second-factor-on':
      return 'They turned on a second factor.';
    case 'identity.second-factor-off':
      return 'They turned off the second factor.';
    case 'identity.backup-codes-made':
      return 'They made new backup codes.';
    case 'identity.backup-code-used':
      return 'They signed in with a backup code.';
    case 'identity.codes-refused':
      return 'Ten wrong codes were entered for them.';
    case 'identity.sessions-ended':
      return 'They signed out everywhere else.';
    case 'user.edited':
      return `${who} changed ${joined(changedFields(before, after), 'and')}.`;
    case 'user.address-asked':
      return after.pendingEmail
        ? `${who} entered the new address ${escapeMrkdwn(after.pendingEmail)}.`
        : `${who} took the new address back.`;
    case 'user.address-changed':
      return `They verified the new address ${escapeMrkdwn(after.email ?? '')}, in place of ${escapeMrkdwn(before.email ?? '')}.`;
    case 'user.role-changed':
      return `${who} changed the role from ${escapeMrkdwn(before.role ?? '')} to ${escapeMrkdwn(after.role ?? '')}.`;
    case 'user.deactivated':
      // By nobody: its last day was over, as the reason says.
      return actorName ? `${who} deactivated the account.` : 'The account became inactive.';
    case 'user.access-end-set':
      return after.accessUntil
        ? `${who} gave access until ${calendarDay(new Date(after.accessUntil))}${before.accessUntil ? `, in place of ${calendarDay(new Date(before.accessUntil))}` : ''}.`
        : `${who} took the end of access away.`;
    case 'user.second-factor-reset':
      return `${actorName ? who : 'Whoever runs the program'} reset the second factor.`;
    case 'user.left-slack':
      return 'Their Slack account was deactivated.';
    case 'user.back-in-slack':
      return 'They are back in Slack.';
    case 'user.access-kept':
      return `${who} kept their access.`;
    case 'user.reactivated':
      return `${who} reactivated the account.`;
    default:
      return escapeMrkdwn(action);
  }
}

const fields = [
  ['firstName', 'first name'],
  ['lastName', 'last name'],
  ['phone', 'phone number'],
  ['department', 'department'],
  ['jobTitle', 'job title'],
] as const;

/** "the department from “Sales” to “Support”" */
function changedFields(before: UserHistoryEntry['before'], after: UserHistoryEntry['after']): string[] {
  const quoted = (text: string) => `“${escapeMrkdwn(clipped(text, 80))}”`;
  return fields.flatMap(([key, words]) => {
    const [from = '', to = ''] = [before[key], after[key]];
    if (from === to) return [];
    return [`the ${words}${from ? ` from ${quoted(from)}` : ''} to ${to ? quoted(to) : 'nothing'}`];
  });
}
