import type { KnownBlock, ModalView } from '@slack/types';

export const plain = (text: string) => ({ type: 'plain_text' as const, text });

const emailField: KnownBlock = {
  type: 'input',
  block_id: 'email',
  label: plain('Email Address'),
  element: { type: 'email_text_input', action_id: 'value' },
};

const roleField: KnownBlock = {
  type: 'input',
  block_id: 'role',
  label: plain('Role'),
  element: {
    type: 'static_select',
    action_id: 'value',
    options: ['Admin', 'Member', 'Viewer'].map((role) => ({
      text: plain(role),
      value: role.toLowerCase(),
    })),
  },
};

export const inviteForm = (extra: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'invite',
  title: plain('Invite'),
  submit: plain('Send Invitation'),
  blocks: [emailField, roleField],
  ...extra,
});

export const button = (text: string, action_id: string) => ({
  type: 'button' as const,
  text: plain(text),
  action_id,
});
