import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { RoleDraft } from '../roles/role-draft.ts';
import { typed } from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, joined, plainText, section } from './text.ts';
import { oneLine } from './typed-text.ts';

export const CREATE_ROLE_FORM = 'create_role';
export const EDIT_ROLE_FORM = 'edit_role';

const NAME_MAX_LENGTH = 50;
/** What a menu shows below a name. */
const DESCRIPTION_MAX_LENGTH = 75;
const GROUP_PREFIX = 'permissions_';

/** Makes a role that begins as a copy of another one. */
export function createRoleModal(
  draft: RoleDraft,
  { name, below }: { name: string; below?: ViewBelow | undefined },
): ModalView {
  const from = `It begins with what *${escapeMrkdwn(draft.role.name)}* can do. To begin with another role, open its details and use *Copy Role*.`;
  return {
    type: 'modal',
    callback_id: CREATE_ROLE_FORM,
    title: plainText('Create role'),
    submit: plainText('Create Role'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...draft.role, below }),
    blocks: [section(from), ...fields(draft, { name: clipped(name, NAME_MAX_LENGTH), description: '' })],
  };
}

/** Changes a custom role for everybody who holds it. */
export function editRoleModal(
  draft: RoleDraft,
  { holders, below }: { holders: string; below?: ViewBelow | undefined },
): ModalView {
  return {
    type: 'modal',
    callback_id: EDIT_ROLE_FORM,
    title: plainText('Edit role'),
    submit: plainText('Save Changes'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...draft.role, below }),
    blocks: [
      section(`Held by ${holders}. Changes count at once for everybody who holds it.`),
      ...fields(draft, draft.role),
    ],
  };
}

function fields(draft: RoleDraft, filled: { name: string; description: string }): KnownBlock[] {
  return [
    {
      type: 'input',
      block_id: 'name',
      label: plainText('Name'),
      element: {
        type: 'plain_text_input',
        action_id: 'value',
        max_length: NAME_MAX_LENGTH,
        placeholder: plainText('Help desk'),
        ...(filled.name && { initial_value: filled.name }),
      },
    },
    {
      type: 'input',
      block_id: 'description',
      optional: true,
      label: plainText('Description'),
      hint: plainText('Whom it is for. Stands below the name wherever a role is chosen.'),
      element: {
        type: 'plain_text_input',
        action_id: 'value',
        max_length: DESCRIPTION_MAX_LENGTH,
        ...(filled.description && { initial_value: filled.description }),
      },
    },
    ...draft.groups.map((group) => checkboxes(group, draft.checked)),
    ...(draft.leftOut.length > 0
      ? [section(`Left out, because you cannot give it to others: ${joined(draft.leftOut, 'and')}.`)]
      : []),
  ];
}

function checkboxes({ name, permissions }: RoleDraft['groups'][number], checked: string[]): KnownBlock {
  const options = permissions.map(
    ({ permission, label, description }): PlainTextOption => ({
      text: plainText(label),
      description: plainText(description),
      value: permission,
    }),
  );
  const initial = options.filter(({ value }) => value !== undefined && checked.includes(value));
  return {
    type: 'input',
    block_id: `${GROUP_PREFIX}${name.toLowerCase()}`,
    optional: true,
    label: plainText(name),
    element: {
      type: 'checkboxes',
      action_id: 'value',
      options,
      ...(initial.length > 0 && { initial_options: initial }),
    },
  };
}

const submitted = z.object({ name: typed(NAME_MAX_LENGTH), description: typed(DESCRIPTION_MAX_LENGTH) });
const checkedBoxes = z.object({
  value: z.object({ selected_options: z.array(z.object({ value: z.string() })) }),
});

/** `permissions`: by their names, still to be parsed by whoever knows them. */
export function readRoleForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { name, description } = submitted.parse(view.state.values);
  const groups = Object.entries(z.record(z.string(), z.unknown()).parse(view.state.values)).filter(([id]) =>
    id.startsWith(GROUP_PREFIX),
  );
  return {
    ...readFormMetadata(view.private_metadata),
    ...{ name: oneLine(name), description: oneLine(description) },
    permissions: groups.flatMap(([, group]) =>
      checkedBoxes.parse(group).value.selected_options.map(({ value }) => value),
    ),
  };
}

/** The refusals that belong to the name. */
export function roleFormErrors(refusal: AnyRefusal, product: { name: string }) {
  switch (refusal.code) {
    case 'ROLE_NAME_MISSING':
    case 'ROLE_NAME_TAKEN':
      return { name: refusalText(refusal, product.name, besideField) };
    default:
      return undefined;
  }
}
