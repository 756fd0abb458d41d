import type { KnownBlock } from '@slack/types';
import type { RecentActivity, ToldAction } from '../home/recent-activity.ts';
import { clipped, escapeMrkdwn, section, slackShortDate } from './text.ts';

/** The last things that happened, in words. */
export function recentBlocks(recent: RecentActivity[], workspaceName: string): KnownBlock[] {
  if (recent.length === 0) return [];
  const lines = recent.map(
    (entry) =>
      `${capitalised(sentences[entry.action](who(entry, workspaceName)))} · ${slackShortDate(entry.at)}`,
  );
  return [
    { type: 'divider' },
    section('*Recent activity*'),
    { type: 'context', elements: [{ type: 'mrkdwn', text: lines.join('\n'), verbatim: true }] },
  ];
}

interface Who {
  actor: string;
  /** Not the product itself, nor somebody who is not a user. */
  isUser: boolean;
  subject: string;
  /** Of an import: the file, and "12 people". */
  file: string;
  count: string;
  /** "the role Help desk", with how many others. */
  role: string;
  /** "the invitation of …", with how many others. */
  invitation: string;
}

const sentences: Record<ToldAction, (who: Who) => string> = {
  'workspace.set-up': ({ actor, subject }) => `${actor} set ${subject} up`,
  'workspace.settings-changed': ({ actor }) => `${actor} changed the settings`,
  'workspace.plan-changed': ({ actor }) => `${actor} changed the plan`,
  'invitation.sent': ({ actor, subject }) => `${actor} invited ${subject}`,
  'invitation.resent': ({ actor, invitation }) => `${actor} sent ${invitation} again`,
  'invitation.edited': ({ actor, invitation }) => `${actor} changed ${invitation}`,
  'invitation.canceled': ({ actor, invitation }) => `${actor} canceled ${invitation}`,
  'invitation.undone': ({ actor, invitation }) => `${actor} took back ${invitation}`,
  'invitation.expired': ({ invitation }) => `${invitation} expired`,
  'invitation.withdrawn': ({ invitation }) =>
    `${invitation} was withdrawn: its inviter may no longer give that role`,
  'import.sent': ({ actor, file, count }) => `${actor} invited ${count} by ${file}`,
  'import.canceled': ({ actor, file }) => `${actor} canceled the rest of ${file}`,
  'request.made': ({ actor, isUser, subject }) =>
    isUser ? `${actor} asked to invite ${subject}` : `a new invitation was asked for by ${subject}`,
  'request.denied': ({ actor, subject }) => `${actor} denied the request for ${subject}`,
  'role.created': ({ actor, role }) => `${actor} made ${role}`,
  'role.edited': ({ actor, role }) => `${actor} changed ${role}`,
  'role.deleted': ({ actor, role }) => `${actor} deleted ${role}`,
  'ownership.accepted': ({ actor }) => `${actor} is the Owner now`,
  'user.activated': ({ subject }) => `${subject} joined`,
  'user.role-changed': ({ actor, subject }) => `${actor} changed the role of ${subject}`,
  'user.deactivated': ({ actor, isUser, subject }) =>
    isUser ? `${actor} deactivated ${subject}` : `the access of ${subject} ended`,
  'user.access-end-set': ({ actor, subject }) => `${actor} changed the end of access of ${subject}`,
  'user.reactivated': ({ actor, subject }) => `${actor} reactivated ${subject}`,
};

function who({ actorName, subject, others }: RecentActivity, workspaceName: string): Who {
  const written = (text: string) => escapeMrkdwn(clipped(text, 80));
  const more = others === 0 ? '' : ` and ${others} ${others === 1 ? 'other' : 'others'}`;
  const named = `${written(subject ?? workspaceName)}${more}`;
  return {
    actor: actorName === null ? 'somebody' : written(actorName),
    isUser: actorName !== null,
    subject: named,
    file: written(subject ?? ''),
    count: others === 0 ? '1 person' : `${(others + 1).toLocaleString('en-US')} people`,
    role: `the ${others === 0 ? 'role' : 'roles'} ${named}`,
    invitation: `the ${others === 0 ? 'invitation' : 'invitations'} of ${named}`,
  };
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
