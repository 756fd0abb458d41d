import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { RoleDetails } from '../roles/read-role.ts';
import type { OfferedRole } from '../users/role-consequences.ts';
import { EXPLAINED_ROLES, roleConsequences, roleOption } from './change-role.modal.ts';
import { reasonField, submittedReason } from './reason-field.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { holdersText } from './role-words.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const DELETE_ROLE_FORM = 'delete_role';

/** Asks what those get who hold a role that is deleted. */
export function deleteRoleModal(role: RoleDetails, roles: OfferedRole[], below?: ViewBelow): ModalView {
  const options = roles.slice(0, 100).map(roleOption);
  const initial = options[roles.findIndex(({ kind }) => kind === 'VIEWER')];
  return {
    type: 'modal',
    callback_id: DELETE_ROLE_FORM,
    title: plainText('Delete role?'),
    submit: plainText('Delete Role'),
    close: plainText('Keep It'),
    private_metadata: formMetadataText({ ...role, below }),
    blocks: [
      section(
        `*${escapeMrkdwn(role.name)}* is held by ${holdersText(role.holders)}. With it go open requests, files that are not sent yet, and the default role. All of them get the role that you choose, at once, and the people are told by mail and, where they are linked to it, in Slack.`,
      ),
      {
        type: 'input',
        block_id: 'role',
        label: plainText('New Role'),
        hint: plainText('What everybody gets who holds the deleted one.'),
        element: {
          type: 'static_select',
          action_id: 'value',
          placeholder: plainText('Choose a role'),
          options,
          ...(initial && { initial_option: initial }),
        },
      },
      ...roles.slice(0, EXPLAINED_ROLES).map((one) => section(roleConsequences(one))),
      reasonField(),
    ],
  };
}

const submitted = z.object({
  role: z.object({ value: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }),
  reason: submittedReason,
});

export function readDeleteRoleForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { role, reason } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    replacementId: role.value.selected_option?.value ?? '',
    reason,
  };
}

/** The refusals that belong to the role that is chosen. */
export function deleteRoleErrors(refusal: AnyRefusal, product: { name: string }) {
  switch (refusal.code) {
    case 'ROLE_REPLACEMENT_MISSING':
    case 'ROLE_UNKNOWN':
    case 'ROLE_NOT_GRANTABLE':
      return { role: refusalText(refusal, product.name, besideField) };
    default:
      return undefined;
  }
}
