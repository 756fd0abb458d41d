import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { submittedAccessUntil } from './access-until-field.ts';
import { clipped, plainText } from './text.ts';
import { oneLine, severalLines } from './typed-text.ts';

const MESSAGE_MAX_LENGTH = 1000;
export const NAME_MAX_LENGTH = 100;

/** Of an invitation, what does not say whom it is for. */
export interface DetailFields {
  roleId: string | undefined;
  firstName: string;
  lastName: string;
  message: string;
  /** The last day of the access; null: it does not end. */
  accessUntil: Date | null;
}

export interface RoleChoice {
  id: string;
  name: string;
  description: string;
  /** What a form begins with that names no role. */
  isDefault: boolean;
}

/** What an invitation gives, and says. */
export function detailFields(roles: RoleChoice[], filled: Omit<DetailFields, 'accessUntil'>): KnownBlock[] {
  return [
    {
      type: 'input',
      block_id: 'role',
      label: plainText('Role'),
      hint: plainText('Give people the fewest permissions they need.'),
      element: roleSelect(roles, filled.roleId),
    },
    nameInput('first_name', 'First Name', filled.firstName),
    nameInput('last_name', 'Last Name', filled.lastName),
    {
      type: 'input',
      block_id: 'message',
      optional: true,
      label: plainText('Message'),
      hint: plainText('Appears in the invitation mail, as you type it.'),
      element: {
        type: 'plain_text_input',
        action_id: 'value',
        multiline: true,
        max_length: MESSAGE_MAX_LENGTH,
        ...(filled.message && { initial_value: filled.message }),
      },
    },
  ];
}

export function roleSelect(roles: RoleChoice[], roleId: string | undefined) {
  const options = roles.map(({ id, name, description }) => ({
    text: plainText(clipped(name, 75)),
    value: id,
    ...(description && { description: plainText(clipped(description, 75)) }),
  }));
  const initialId = roleId ?? roles.find(({ isDefault }) => isDefault)?.id;
  const initial = options.find(({ value }) => value === initialId);
  return {
    type: 'static_select',
    action_id: 'value',
    placeholder: plainText('Choose a role'),
    options,
    ...(initial && { initial_option: initial }),
  } as const;
}

function nameInput(blockId: string, label: string, value: string): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional: true,
    label: plainText(label),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: NAME_MAX_LENGTH,
      ...(value && { initial_value: value }),
    },
  };
}

/** What stands in a field of text. */
export const typed = (max: number) =>
  z
    .object({ value: z.object({ value: z.string().max(max).nullish() }) })
    .transform(({ value }) => value.value ?? '');
const details = z.object({
  role: z.object({ value: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }),
  first_name: typed(NAME_MAX_LENGTH),
  last_name: typed(NAME_MAX_LENGTH),
  message: typed(MESSAGE_MAX_LENGTH),
  access_until: submittedAccessUntil.optional(),
});
export function readDetailFields(values: unknown): DetailFields {
  const { role, first_name, last_name, message, access_until: accessUntil = null } = details.parse(values);
  return {
    roleId: role.value.selected_option?.value,
    firstName: oneLine(first_name),
    lastName: oneLine(last_name),
    message: severalLines(message),
    accessUntil,
  };
}
