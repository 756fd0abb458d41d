import type { ActivityAction } from '../activity/record-activity.ts';
import type { RefusedAccess } from '../activity/record-refused.ts';
import type { ActivitySource } from '../generated/prisma/client.ts';
import { clipped, escapeMrkdwn } from './text.ts';

/** What an entry, or several of the same kind, say. */
interface Told {
  action: ActivityAction;
  actorName: string | null;
  subject: string | null;
  others: number;
  /** Of an attempt that was refused. */
  refused?: RefusedAccess | null;
}

/** "Olivia Stone canceled the invitation of jane@example.com": every kind of entry in words, for mrkdwn. */
export function sentenceOf(told: Told, workspaceName: string): string {
  return capitalised(sentences[told.action](who(told, workspaceName)));
}

export const sourceWords: Record<ActivitySource, string> = {
  SLACK: 'Slack',
  PORTAL: 'Web pages',
  JOB: 'Automatic',
  COMMAND_LINE: 'Command line',
};

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
  /** "manage users": what was refused. */
  refused: string;
}

const sentences: Record<ActivityAction, (who: Who) => string> = {
  'workspace.set-up': ({ actor, subject }) => `${actor} set ${subject} up`,
  'workspace.settings-changed': ({ actor }) => `${actor} changed the settings`,
  'workspace.plan-changed': ({ actor }) => `${actor} changed the plan`,
  'workspace.billing-contact-changed': ({ actor }) => `${actor} changed the billing contact`,
  'invitation.sent': ({ actor, subject }) => `${actor} invited ${subject}`,
  'invitation.resent': ({ actor, invitation }) => `${actor} sent ${invitation} again`,
  'invitation.edited': ({ actor, invitation }) => `${actor} changed ${invitation}`,
  'invitation.canceled': ({ actor, invitation }) => `${actor} canceled ${invitation}`,
  'invitation.undone': ({ actor, invitation }) => `${actor} took back ${invitation}`,
  'invitation.expired': ({ invitation }) => `${invitation} expired`,
  'invitation.withdrawn': ({ invitation }) =>
    `${invitation} was withdrawn: its inviter may no longer give that role`,
  'invitation.taken-over': ({ actor, invitation }) =>
    `${actor} vouches for ${invitation} now: whoever sent it was deactivated`,
  'invitation.accepted': ({ invitation }) => `${invitation} was accepted`,
  'invitation.bounced': ({ invitation }) => `the mail with ${invitation} did not arrive`,
  'invitation.reminded': ({ subject }) => `${subject} was reminded of the invitation`,
  'import.sent': ({ actor, file, count }) => `${actor} invited ${count} by ${file}`,
  'import.paused': ({ actor, isUser, file }) =>
    isUser ? `${actor} paused the import of ${file}` : `the import of ${file} was paused`,
  'import.resumed': ({ actor, file }) => `${actor} resumed the import of ${file}`,
  'import.canceled': ({ actor, file }) => `${actor} canceled the rest of ${file}`,
  'request.made': ({ actor, isUser, subject }) =>
    isUser ? `${actor} asked to invite ${subject}` : `a new invitation was asked for by ${subject}`,
  'request.approved': ({ actor, subject }) => `${actor} approved the request for ${subject}`,
  'request.denied': ({ actor, subject }) => `${actor} denied the request for ${subject}`,
  'request.role-changed': ({ subject }) =>
    `the request for ${subject} got another role: the one asked for was deleted`,
  'role.created': ({ actor, role }) => `${actor} made ${role}`,
  'role.edited': ({ actor, role }) => `${actor} changed ${role}`,
  'role.deleted': ({ actor, role }) => `${actor} deleted ${role}`,
  'ownership.offered': ({ actor }) => `${actor} offered the ownership to somebody`,
  'ownership.accepted': ({ actor }) => `${actor} is the Owner now`,
  'ownership.declined': ({ actor }) => `${actor} declined the ownership`,
  'ownership.withdrawn': ({ actor }) => `${actor} took the offer of ownership back`,
  'ownership.lapsed': () => 'the offer of ownership ended without an answer',
  'ownership.assigned': () => 'whoever runs the program gave the ownership to somebody else',
  'user.activated': ({ subject }) => `${subject} joined`,
  'user.slack-linked': ({ subject }) => `${subject} was recognised in Slack by their address`,
  'user.signed-in': ({ subject }) => `${subject} signed in`,
  'user.edited': ({ actor, subject }) => `${actor} edited the profile of ${subject}`,
  'user.address-asked': ({ actor, subject }) =>
    `${actor} entered another address for ${subject}, or took one back`,
  'user.address-changed': ({ subject }) => `${subject} verified a new address`,
  'user.role-changed': ({ actor, subject }) => `${actor} changed the role of ${subject}`,
  'user.deactivated': ({ actor, isUser, subject }) =>
    isUser ? `${actor} deactivated ${subject}` : `the access of ${subject} ended`,
  'user.access-end-set': ({ actor, subject }) => `${actor} changed the end of access of ${subject}`,
  'user.access-reminded': ({ subject }) => `a reminder told that the access of ${subject} ends`,
  'user.second-factor-reset': ({ actor, isUser, subject }) =>
    `${isUser ? actor : 'whoever runs the program'} reset the second factor of ${subject}`,
  'user.left-slack': ({ subject }) => `${subject} left Slack`,
  'user.back-in-slack': ({ subject }) => `${subject} is back in Slack`,
  'user.access-kept': ({ actor, subject }) => `${actor} kept the access of ${subject}`,
  'review.started': ({ actor }) => `${actor} began an access review`,
  'review.finished': ({ actor }) => `${actor} signed the access review off`,
  'user.reactivated': ({ actor, subject }) => `${actor} reactivated ${subject}`,
  'asset.created': ({ actor, subject }) => `${actor} added the asset ${subject}`,
  'asset.edited': ({ actor, subject }) => `${actor} changed the asset ${subject}`,
  'asset.deleted': ({ actor, subject }) => `${actor} deleted the asset ${subject}`,
  'asset.assigned': ({ actor, subject }) => `${actor} assigned the asset ${subject} to somebody`,
  'asset.unassigned': ({ actor, isUser, subject }) =>
    isUser ? `${actor} took the asset ${subject} back` : `the asset ${subject} was taken back`,
  'license.created': ({ actor, subject }) => `${actor} added the license ${subject}`,
  'license.edited': ({ actor, subject }) => `${actor} changed the license ${subject}`,
  'license.deleted': ({ actor, subject }) => `${actor} deleted the license ${subject}`,
  'license.assigned': ({ actor, subject }) => `${actor} assigned the license ${subject} to somebody`,
  'license.unassigned': ({ actor, isUser, subject }) =>
    isUser ? `${actor} took the license ${subject} back` : `the license ${subject} was taken back`,
  'license.key-shown': ({ actor, subject }) => `${actor} looked at the key of ${subject}`,
  'export.requested': ({ actor, subject }) => `${actor} asked for a file of ${subject}`,
  'export.sent': ({ subject }) => `the file of ${subject} was sent to whoever asked for it`,
  'identity.password-set': ({ subject }) => `${subject} chose a password`,
  'access.refused': ({ actor, refused }) => `${actor} was not allowed to ${refused}`,
  'identity.second-factor-on': ({ subject }) => `${subject} turned on a second factor`,
  'identity.second-factor-off': ({ subject }) => `${subject} turned off the second factor`,
  'identity.backup-codes-made': ({ subject }) => `${subject} made new backup codes`,
  'identity.backup-code-used': ({ subject }) => `${subject} signed in with a backup code`,
  'identity.codes-refused': ({ subject }) => `ten wrong codes were entered for ${subject}`,
  'identity.sessions-ended': ({ subject }) => `${subject} signed out everywhere else`,
};

function who({ actorName, subject, others, refused }: Told, workspaceName: string): Who {
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
    refused: refused ? refusedWords(refused, named, written(refused.wanted)) : 'do something',
  };
}

/** What somebody was not allowed to do; `wanted` is what the refusal says of it, and `subject` whom it is about. */
function refusedWords({ refusal }: RefusedAccess, subject: string, wanted: string): string {
  switch (refusal) {
    case 'NOT_PERMITTED':
      return wanted;
    case 'ROLE_NOT_GRANTABLE':
      return `give the role ${wanted}, which can do more than they can`;
    case 'PERMISSIONS_NOT_GRANTABLE':
      return `put into a role what they cannot give: ${wanted}`;
    case 'USER_IS_OWNER':
      return `change the account of ${subject}, who is the Owner`;
    case 'USER_BEYOND':
      return `change the account of ${subject}, who can do more than they can`;
    case 'OWN_ACCOUNT':
      return `change their own ${wanted}`;
    case 'OWN_ROLE':
      return `change the role ${wanted}, which they hold`;
    case 'ROLE_BEYOND':
      return `change the role ${wanted}, which can do more than they can`;
    case 'NOT_OWNER':
      return 'hand the ownership over, which is the Owner’s to do';
    case 'OWN_REVIEW':
      return 'decide about their own access';
  }
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
