import type { KnownBlock, ModalView } from '@slack/types';
import type { SecondFactorCount } from '../identities/required-second-factor.ts';
import type { SettingsSeen } from '../workspaces/read-settings.ts';
import type { TimeZone } from '../workspaces/time-zones.ts';
import { notifiedEvents, timeZoneText } from './notification-settings.modal.ts';
import { languageNames } from './page-settings.modal.ts';
import { savedAlert } from './saved-alert.ts';
import { sessionIdleWords } from './sign-in-settings.modal.ts';
import { clipped, escapeMrkdwn, joined, plainText, section } from './text.ts';
import { USER_DETAILS_ACTION } from './users-list.modal.ts';

export const NOTIFICATION_SETTINGS_ACTION = 'settings_notifications';
export const INVITATION_SETTINGS_ACTION = 'settings_invitations';
export const PAGE_SETTINGS_ACTION = 'settings_pages';
export const SIGN_IN_SETTINGS_ACTION = 'settings_sign_in';

export const ROLES_ACTION = 'settings_roles';

export const SETTINGS_SAVED = 'The settings are saved.';

interface SettingsFacts {
  timeZone: TimeZone;
  secondFactors: SecondFactorCount;
  /** Of whoever looks, where that is the Owner. */
  ownerId: string | undefined;
  isSaved?: boolean;
}

/** What the workspace is set to, with a way to each of the forms that change it. */
export function settingsModal(
  settings: SettingsSeen,
  { timeZone, secondFactors, ownerId, isSaved = false }: SettingsFacts,
): ModalView {
  return {
    type: 'modal',
    callback_id: 'settings',
    title: plainText('Settings'),
    close: plainText('Close'),
    blocks: [
      ...(isSaved ? [savedAlert(SETTINGS_SAVED)] : []),
      ...group('Notifications', notificationLines(settings, timeZone), {
        actionId: NOTIFICATION_SETTINGS_ACTION,
        text: 'Change Notifications',
      }),
      { type: 'divider' },
      ...group('Invitations', invitationLines(settings), {
        actionId: INVITATION_SETTINGS_ACTION,
        text: 'Change Invitations',
      }),
      { type: 'divider' },
      ...group('Mails &amp; Web Pages', pageLines(settings), {
        actionId: PAGE_SETTINGS_ACTION,
        text: 'Change Mails & Web Pages',
      }),
      { type: 'divider' },
      ...group('Sign-In', signInLines(settings, secondFactors), {
        actionId: SIGN_IN_SETTINGS_ACTION,
        text: 'Change Sign-In',
      }),
      { type: 'divider' },
      section(
        '*Roles &amp; Permissions*\nWhat each role can do, and who holds it. Roles of your own fit people whom the built-in ones do not.',
      ),
      {
        type: 'actions',
        block_id: ROLES_ACTION,
        elements: [{ type: 'button', action_id: ROLES_ACTION, text: plainText('Roles'), value: 'list' }],
      },
      ...(ownerId ? ownership(ownerId) : []),
    ],
  };
}

/** The Owner's own details say who has the ownership, and hand it over. */
function ownership(ownerId: string): KnownBlock[] {
  return [
    { type: 'divider' },
    section('*Ownership*\nYou are the Owner. You can hand that over to somebody else, in your own details.'),
    {
      type: 'actions',
      block_id: 'settings_ownership',
      elements: [
        { type: 'button', action_id: USER_DETAILS_ACTION, text: plainText('Ownership'), value: ownerId },
      ],
    },
  ];
}

function group(
  title: string,
  lines: [string, string][],
  { actionId, text }: { actionId: string; text: string },
): KnownBlock[] {
  return [
    section([`*${title}*`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\n')),
    {
      type: 'actions',
      block_id: actionId,
      elements: [{ type: 'button', action_id: actionId, text: plainText(text), value: 'form' }],
    },
  ];
}

function notificationLines(
  { channels, reviewReminders }: SettingsSeen,
  timeZone: TimeZone,
): [string, string][] {
  return [
    ...notifiedEvents.map(({ event, label, otherwise }): [string, string] => [
      label,
      channels[event] ? `<#${channels[event]}>` : `_no channel, ${otherwise} of it_`,
    ]),
    ['Access Review', reviewReminders ? 'a reminder every 90 days' : 'no reminders'],
    ['Time Zone', timeZoneText(timeZone)],
  ];
}

function invitationLines({
  defaultRole,
  allowedDomains,
  blockedDomains,
  remindInvitees,
}: SettingsSeen): [string, string][] {
  return [
    ['Default Role', defaultRole ? escapeMrkdwn(defaultRole.name) : '_none: it is chosen each time_'],
    [
      'Email Domains',
      allowedDomains.length > 0 ? clipped(joined(allowedDomains, 'or'), 1000) : '_all are allowed_',
    ],
    ['Blocked Domains', blockedDomains.length > 0 ? clipped(joined(blockedDomains, 'and'), 1000) : '_none_'],
    ['Reminders', remindInvitees ? 'two days before an invitation ends' : 'off'],
  ];
}

function pageLines({ language, logoUrl }: SettingsSeen): [string, string][] {
  return [
    ['Language', languageNames[language]],
    ['Logo', logoUrl ? clipped(escapeMrkdwn(logoUrl), 600) : '_none: the product’s name stands there_'],
  ];
}

function signInLines(
  { sessionIdle, requireSecondFactor }: SettingsSeen,
  { people, without }: SecondFactorCount,
): [string, string][] {
  const having = without === 0 ? 'everybody has one' : `${without} of ${people} have none yet`;
  return [
    ['Second Factor', `${requireSecondFactor ? 'required' : 'recommended, not required'}; ${having}`],
    ['Sign Out After', `${sessionIdleWords[sessionIdle]} without anything done on the web pages`],
  ];
}
