import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { ListedRole, RoleList } from '../roles/list-roles.ts';
import { noticeBlock } from './notice-block.ts';
import { abilitiesText, holdersText } from './role-words.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const ROLES_LIST = 'roles_list';
export const ROLE_DETAILS_ACTION = 'role_details';
export const CREATE_ROLE_ACTION = 'role_create';
export const COMPARE_ROLES_ACTION = 'roles_compare';
export const REFRESH_ROLES_ACTION = 'roles_refresh';

/** Every role: the built-in ones, then those that the workspace made. */
export function rolesListModal(
  { roles, mayManage }: RoleList,
  notice?: { text: string; isRefusal: boolean },
): ModalView {
  const custom = roles.filter(({ kind }) => kind === 'CUSTOM');
  const builtIn = roles.filter(({ kind }) => kind !== 'CUSTOM');
  return {
    type: 'modal',
    callback_id: ROLES_LIST,
    title: plainText('Roles'),
    close: plainText('Close'),
    blocks: [
      ...(notice ? [noticeBlock(notice)] : []),
      { type: 'actions', block_id: 'roles', elements: buttons(mayManage) },
      { type: 'divider' },
      ...builtIn.map(row),
      { type: 'divider' },
      ...(custom.length > 0 ? custom.map(row) : [section(emptyText(mayManage))]),
    ],
  };
}

function buttons(mayManage: boolean): Button[] {
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    value: 'roles',
  });
  return [
    ...(mayManage ? [{ ...button(CREATE_ROLE_ACTION, 'Create Role'), style: 'primary' as const }] : []),
    button(COMPARE_ROLES_ACTION, 'Compare Roles'),
    button(REFRESH_ROLES_ACTION, 'Refresh'),
  ];
}

function row({ id, name, description, abilities, holders }: ListedRole): KnownBlock {
  const lines = [
    `*${escapeMrkdwn(name)}* · ${holdersText(holders)}`,
    ...(description ? [escapeMrkdwn(description)] : []),
    abilitiesText(abilities),
  ];
  return {
    ...section(lines.join('\n')),
    block_id: `role:${id}`,
    accessory: {
      type: 'button',
      action_id: ROLE_DETAILS_ACTION,
      text: plainText('Details'),
      accessibility_label: `Details of ${name}`.slice(0, 75),
      value: id,
    },
  };
}

function emptyText(mayManage: boolean): string {
  const what =
    'No custom roles yet. A custom role fits people whom none of the four above fits: an auditor who may export, a help desk that invites.';
  return mayManage
    ? `${what} Use *Create Role*, or *Copy Role* in the details of one that comes close.`
    : `${what} Whoever may manage users and settings can make one.`;
}
