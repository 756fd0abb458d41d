import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { UserDetails } from '../users/read-user.ts';
import type { OfferedRole } from '../users/role-consequences.ts';
import { reasonField, submittedReason } from './reason-field.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { toldBy } from './user-words.ts';

export const ROLE_FORM = 'change_role';

/** A menu holds a hundred options, a form as many blocks: of so many roles it says what each would change. */
export const EXPLAINED_ROLES = 40;

/** Gives somebody another role, and says what each would change for them. */
export function changeRoleModal(user: UserDetails, roles: OfferedRole[], below?: ViewBelow): ModalView {
  const title = plainText('Change role');
  const close = plainText('Back');
  // A menu without anything to choose is none.
  if (roles.length === 0) {
    const text =
      'There is no other role that you can give: nobody gives a role that can do more than their own. Ask the Owner.';
    return { type: 'modal', callback_id: ROLE_FORM, title, close, blocks: [section(text)] };
  }
  return {
    type: 'modal',
    callback_id: ROLE_FORM,
    title,
    submit: plainText('Confirm'),
    close,
    private_metadata: formMetadataText({ ...user, below }),
    blocks: [
      section(
        `*${escapeMrkdwn(user.name)}* is ${escapeMrkdwn(user.role.name)} now. The new role counts at once. ${toldBy(user)}`,
      ),
      {
        type: 'input',
        block_id: 'role',
        label: plainText('Role'),
        hint: plainText('Give people the fewest permissions they need.'),
        element: {
          type: 'static_select',
          action_id: 'value',
          placeholder: plainText('Choose a role'),
          options: roles.slice(0, 100).map(roleOption),
        },
      },
      ...roles.slice(0, EXPLAINED_ROLES).map((role) => section(roleConsequences(role))),
      reasonField(),
    ],
  };
}

export function roleOption({ id, name, description }: OfferedRole): PlainTextOption {
  return {
    text: plainText(clipped(name, 75)),
    value: id,
    ...(description && { description: plainText(clipped(description, 75)) }),
  };
}

export function roleConsequences({ name, gains, loses }: OfferedRole): string {
  const lines = [...(gains ? [`Gains: ${gains}.`] : []), ...(loses ? [`Loses: ${loses}.`] : [])];
  const changes = lines.length > 0 ? lines.join('\n') : 'Can do the same as now.';
  return `*As ${escapeMrkdwn(name)}*\n${changes}`;
}

const submitted = z.object({
  role: z.object({ value: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }),
  reason: submittedReason,
});

export function readRoleForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { role, reason } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    roleId: role.value.selected_option?.value ?? '',
    reason,
  };
}

/** The refusals that belong to the role. */
export function roleErrors(refusal: AnyRefusal, product: { name: string }) {
  switch (refusal.code) {
    case 'ROLE_UNCHANGED':
    case 'ROLE_UNKNOWN':
    case 'ROLE_NOT_GRANTABLE':
      return { role: refusalText(refusal, product.name, besideField) };
    default:
      return undefined;
  }
}
