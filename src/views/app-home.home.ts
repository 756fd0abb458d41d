import type { ActionsBlockElement, Button, HomeView, KnownBlock, PlainTextOption } from '@slack/types';
import type { AnyRefusal } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import type { Home } from '../home/read-home.ts';
import { attentionBlocks, HOME_INVITATIONS_ACTION } from './home-attention.ts';
import { recentBlocks } from './home-recent.ts';
import { BULK_INVITE_ACTION } from './invite.modal.ts';
import { refusalMessage } from './refusal.message.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';

export const HOME_INVITE_ACTION = 'home_invite';
export const HOME_PEOPLE_ACTION = 'home_people';
export const HOME_REPORT_ACTION = 'home_report';
export const HOME_MORE_ACTION = 'home_more';

/** App Home for somebody with an account: what waits for them, what they can do, and who they are. */
export function appHome(home: Home, product: { name: string }): HomeView {
  const { inviting } = home;
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plainText(clipped(`${product.name} · ${home.workspaceName}`, 150)) },
      ...(inviting ? attentionBlocks(inviting, home.permissions) : []),
      ...actions(home),
      ...(inviting ? recentBlocks(inviting.recent, home.workspaceName) : []),
      { type: 'divider' },
      ...profile(home),
    ],
  };
}

function actions({ permissions }: Home): KnownBlock[] {
  const elements: ActionsBlockElement[] = [
    inviteButton(permissions.includes('INVITE_USERS')),
    ...(permissions.includes('INVITE_USERS')
      ? [
          {
            type: 'button' as const,
            action_id: BULK_INVITE_ACTION,
            text: plainText('Bulk Invite'),
            value: 'form',
          },
        ]
      : []),
    ...(permissions.includes('VIEW_USERS')
      ? [
          {
            type: 'button' as const,
            action_id: HOME_INVITATIONS_ACTION,
            text: plainText('Invitations'),
            value: 'PENDING',
          },
          { type: 'button' as const, action_id: HOME_PEOPLE_ACTION, text: plainText('People'), value: 'ALL' },
        ]
      : []),
    ...(permissions.includes('VIEW_REPORTS')
      ? [
          {
            type: 'button' as const,
            action_id: HOME_REPORT_ACTION,
            text: plainText('Report'),
            value: 'report',
          },
        ]
      : []),
    ...more(permissions),
  ];
  return [{ type: 'actions', block_id: 'home_actions', elements }];
}

/** Whoever may not invite can ask for it. */
function inviteButton(mayInvite: boolean): Button {
  return {
    type: 'button',
    ...(mayInvite && { style: 'primary' }),
    action_id: HOME_INVITE_ACTION,
    text: plainText(mayInvite ? 'Invite Somebody' : 'Ask to Invite'),
    value: 'form',
  };
}

const moreEntries = [
  { permission: 'VIEW_USERS', text: 'Roles', value: 'roles' },
  { permission: 'VIEW_ASSETS', text: 'Assets', value: 'assets' },
  { permission: 'VIEW_LICENSES', text: 'Licenses', value: 'licenses' },
  { permission: 'MANAGE_SETTINGS', text: 'Settings', value: 'settings' },
  { permission: 'MANAGE_BILLING', text: 'Billing', value: 'billing' },
] as const;

/** The rare things. */
function more(permissions: Permission[]): ActionsBlockElement[] {
  const options = moreEntries
    .filter(({ permission }) => permissions.includes(permission))
    .map(({ text, value }): PlainTextOption => ({ text: plainText(text), value }));
  return options.length > 0 ? [{ type: 'overflow', action_id: HOME_MORE_ACTION, options }] : [];
}

function profile({ person, roleName, abilities, assets, licenses }: Home): KnownBlock[] {
  const name = person.name === person.email ? '' : `*${escapeMrkdwn(person.name)}* · `;
  return [
    section(
      [
        `${name}${escapeMrkdwn(person.email)}`,
        `*Your role: ${escapeMrkdwn(roleName)}*`,
        abilities ? `You can ${abilities}.` : 'It has no permissions yet.',
        ...titled('Your assets', assets),
        ...titled('Your licenses', licenses),
      ].join('\n'),
    ),
  ];
}

/** A line for each thing, below a title; nothing where there is none. */
function titled(title: string, things: { name: string; tag?: string }[]): string[] {
  if (things.length === 0) return [];
  const line = ({ name, tag }: { name: string; tag?: string }) =>
    `• ${[name, ...(tag ? [tag] : [])].map(escapeMrkdwn).join(' · ')}`;
  return [`*${title}*`, ...things.map(line)];
}

/** App Home for everybody else: why it is empty, and what to do. */
export function refusedHome(refusal: AnyRefusal, product: { name: string }): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plainText(clipped(product.name, 150)) },
      ...refusalMessage(refusal, product).blocks,
    ],
  };
}
