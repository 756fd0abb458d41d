import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { RoleDetails } from '../roles/read-role.ts';
import { noticeBlock } from './notice-block.ts';
import { referenceText } from './reference.ts';
import { roleHistoryBlock } from './role-history.ts';
import { holdersText } from './role-words.ts';
import { detailsMetadataText, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, joined, plainText, section } from './text.ts';

export const ROLE_DETAILS = 'role_details';
export const COPY_ROLE_ACTION = 'role_copy';
export const EDIT_ROLE_ACTION = 'role_edit';
export const DELETE_ROLE_ACTION = 'role_delete';

/** One role: what it is for, who holds it, what it allows, and what became of it. */
export function roleDetailsModal(
  role: RoleDetails,
  {
    below,
    notice,
  }: { below?: ViewBelow | undefined; notice?: { text: string; isRefusal: boolean } | undefined },
): ModalView {
  const buttons = roleButtons(role);
  return {
    type: 'modal',
    callback_id: ROLE_DETAILS,
    title: plainText('Role'),
    close: plainText(below ? 'Back' : 'Close'),
    private_metadata: detailsMetadataText({ id: role.id, below }),
    blocks: [
      ...(notice ? [noticeBlock(notice)] : []),
      { type: 'header', text: plainText(clipped(role.name, 150)) },
      ...(role.description ? [section(escapeMrkdwn(role.description))] : []),
      section(heldBy(role)),
      section(permissionLines(role).join('\n')),
      ...(buttons.length > 0
        ? [{ type: 'actions', block_id: 'role_actions', elements: buttons } satisfies KnownBlock]
        : []),
      ...remark(role),
      ...history(role),
    ],
  };
}

function roleButtons(role: RoleDetails): Button[] {
  const button = (actionId: string, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    value: referenceText(role),
  });
  return [
    ...(role.mayChange ? [button(EDIT_ROLE_ACTION, 'Edit Role')] : []),
    ...(role.mayCopy ? [button(COPY_ROLE_ACTION, 'Copy Role')] : []),
    ...(role.mayChange ? [{ ...button(DELETE_ROLE_ACTION, 'Delete Role'), style: 'danger' as const }] : []),
  ];
}

function heldBy({ holders, names }: RoleDetails): string {
  const count = `*Held by:* ${holdersText(holders)}`;
  if (names.length === 0) return count;
  const others = holders.people - names.length;
  const named = [...names.map((name) => escapeMrkdwn(clipped(name, 80))), ...(others > 0 ? ['others'] : [])];
  return `${count}\n${joined(named, 'and')}`;
}

function permissionLines({ groups }: RoleDetails): string[] {
  const allowed = groups.filter(({ permissions }) => permissions.length > 0);
  if (allowed.length === 0) return ['*Permissions:* none yet'];
  return allowed.map(
    ({ name, permissions }) => `*${name}:* ${permissions.map(({ label }) => label.toLowerCase()).join(', ')}`,
  );
}

/** Why somebody who may change roles cannot change this one. */
function remark({ mayCopy, mayChange, kind, isOwn }: RoleDetails): KnownBlock[] {
  if (!mayCopy || mayChange) return [];
  const text =
    kind !== 'CUSTOM'
      ? 'Built-in roles stay as they are. To make one that differs a little, copy it.'
      : isOwn
        ? 'You hold this role, and nobody changes what they themselves may do. Somebody else who may manage roles can.'
        : 'This role can do things that yours cannot, so you cannot change it. Ask the Owner.';
  return [{ type: 'context', elements: [plainText(text)] }];
}

function history({ kind, history }: RoleDetails): KnownBlock[] {
  if (kind !== 'CUSTOM') return [];
  return [
    { type: 'divider' },
    { type: 'header', text: plainText('History') },
    ...(history.length > 0
      ? history.map(roleHistoryBlock)
      : [section('Nothing has been recorded about this role yet.')]),
  ];
}
