import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { UserDetails } from '../users/read-user.ts';
import { type RoleChoice, roleSelect, typed } from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section, slackDate } from './text.ts';

export const TRANSFER_FORM = 'transfer_ownership';

const WORKSPACE_NAME_MAX_LENGTH = 200;

/** Offers the ownership to somebody; `roles`: what the Owner can be afterwards. */
export function transferOwnershipModal(
  owner: UserDetails,
  {
    roles,
    workspaceName,
    below,
  }: { roles: RoleChoice[]; workspaceName: string; below?: ViewBelow | undefined },
): ModalView {
  return {
    type: 'modal',
    callback_id: TRANSFER_FORM,
    title: plainText('Transfer ownership'),
    submit: plainText('Offer Ownership'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...owner, below }),
    blocks: [
      section(
        [
          '*There is one Owner.* Whoever you choose gets a message and a mail, and has seven days to accept or decline.',
          'When they accept, they are the Owner, and you have the role that you choose here. Until then nothing changes, and you can withdraw the offer.',
        ].join('\n'),
      ),
      {
        type: 'input',
        block_id: 'receiver',
        label: plainText('New Owner'),
        hint: plainText('Somebody with an active account here.'),
        element: { type: 'users_select', action_id: 'value', placeholder: plainText('Choose a person') },
      },
      {
        type: 'input',
        block_id: 'role',
        label: plainText('Your New Role'),
        element: roleSelect(roles, undefined),
      },
      section(`To confirm, type the name of the workspace: *${escapeMrkdwn(workspaceName)}*`),
      {
        type: 'input',
        block_id: 'name',
        label: plainText('Workspace Name'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          max_length: WORKSPACE_NAME_MAX_LENGTH,
        },
      },
    ],
  };
}

const submitted = z.object({
  receiver: z.object({ value: z.object({ selected_user: z.string().nullish() }) }),
  role: z.object({ value: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }),
  name: typed(WORKSPACE_NAME_MAX_LENGTH),
});

export function readTransferForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { receiver, role, name } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    slackUserId: receiver.value.selected_user ?? '',
    roleId: role.value.selected_option?.value ?? '',
    workspaceName: name,
  };
}

/** The refusals that belong to a field. */
export function transferErrors(
  refusal: AnyRefusal,
  product: { name: string },
): Record<string, string> | undefined {
  const text = refusalText(refusal, product.name, besideField);
  switch (refusal.code) {
    case 'CANNOT_BECOME_OWNER':
      return { receiver: text };
    case 'ROLE_UNKNOWN':
      return { role: text };
    case 'WORKSPACE_NAME_DIFFERS':
      return { name: text };
    default:
      return undefined;
  }
}

export function offeredText({ name, expiresAt }: { name: string; expiresAt: Date }): string {
  return `The ownership is offered to ${escapeMrkdwn(name)}, who can accept it until ${slackDate(expiresAt)}.`;
}
