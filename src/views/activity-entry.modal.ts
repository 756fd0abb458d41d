import type { KnownBlock, ModalView } from '@slack/types';
import type { ActivityEntryDetails } from '../activity/read-entry.ts';
import { calendarDay } from '../utc-date.ts';
import { sentenceOf, sourceWords } from './activity-words.ts';
import { richText } from './rich-text.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDate } from './text.ts';

/** One entry of the activity with everything that it says. */
export function activityEntryModal(entry: ActivityEntryDetails): ModalView {
  return {
    type: 'modal',
    callback_id: 'activity_entry',
    title: plainText('Entry'),
    close: plainText('Back'),
    blocks: [
      section(`*${sentenceOf(entry, entry.workspaceName)}*`),
      section(facts(entry).join('\n')),
      ...(entry.reason ? [section('*Reason*'), richText({ quoted: clipped(entry.reason, 1000) })] : []),
      ...changes(entry),
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: `Entry ${entry.id} · ${entry.position ? `sealed as number ${entry.position}` : 'is sealed within a minute'}`,
          },
        ],
      },
    ],
  };
}

function facts({ at, actorName, source, ipAddress }: ActivityEntryDetails): string[] {
  const nobody = source === 'JOB' ? 'nobody: it happened by itself' : 'somebody who is not a user';
  return [
    `*When:* ${slackDate(at)}`,
    `*Done By:* ${actorName ? escapeMrkdwn(actorName) : nobody}`,
    `*From:* ${sourceWords[source]}${ipAddress ? `, ${ipAddress}` : ''}`,
  ];
}

/** "Role: Viewer → Admin", a line for each thing that was or became something. */
function changes({ before, after, names }: ActivityEntryDetails): KnownBlock[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const lines = keys.flatMap((key) => {
    const [was, is] = [worded(before?.[key], names), worded(after?.[key], names)];
    const label = `*${labels[key] ?? escapeMrkdwn(key)}:*`;
    if (before && key in before && after && key in after) {
      return was === is ? [] : [`${label} ${was} → ${is}`];
    }
    return [`${label} ${after && key in after ? is : was}`];
  });
  return lines.length > 0 ? [section(`*What it says*\n${lines.join('\n')}`)] : [];
}

/** A time as the reader has it, a day, a user by name, a word of ours in small letters; else as it was typed. */
function worded(value: unknown, names: Map<string, string>): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return value.map((one) => worded(one, names)).join(', ');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // What people typed may look like a date and be none.
  const isDate = !Number.isNaN(Date.parse(text));
  if (isDate && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return slackDate(new Date(text));
  if (isDate && /^\d{4}-\d\d-\d\d$/.test(text)) return calendarDay(new Date(text));
  if (/^[A-Z_]{3,}$/.test(text)) return text.toLowerCase().replaceAll('_', ' ');
  return escapeMrkdwn(clipped(names.get(text) ?? text, 300));
}

const labels: Record<string, string> = {
  email: 'Email Address',
  emails: 'Email Addresses',
  pendingEmail: 'New Address',
  role: 'Role',
  status: 'Status',
  firstName: 'First Name',
  lastName: 'Last Name',
  phone: 'Phone Number',
  department: 'Department',
  jobTitle: 'Job Title',
  message: 'Message',
  expiresAt: 'Expires',
  userId: 'User',
  inviterId: 'Inviter',
  senderId: 'Sender',
  slackUserId: 'Slack',
  invited: 'Invited',
  canceled: 'Canceled',
  fileName: 'File',
  importId: 'Import',
  delivery: 'Mail',
  version: 'Mail Number',
  expiredInvitationId: 'Expired Invitation',
  name: 'Name',
  refusal: 'Refused As',
  wanted: 'Wanted',
  request: 'Request',
  notificationChannelId: 'Channel',
  planName: 'Plan',
  seatLimit: 'Seats',
  acceptances: 'Channel for Acceptances',
  requests: 'Channel for Requests',
  digest: 'Channel for the Digest',
  bounces: 'Channel for Bounces',
  report: 'Channel for the Weekly Report',
  reminders: 'Reminders',
  domains: 'Allowed Domains',
  blockedDomains: 'Blocked Domains',
  defaultRole: 'Default Role',
  timeZone: 'Time Zone',
  language: 'Language',
  logo: 'Logo',
  sessionIdle: 'Sign Out After',
  secondFactor: 'Second Factor',
  kind: 'File Of',
  filter: 'Show',
  search: 'Search',
  what: 'What Happened',
  source: 'From',
  about: 'About',
  by: 'Done By',
  from: 'First Day',
  to: 'Last Day',
  format: 'Format',
  rows: 'Rows',
};
