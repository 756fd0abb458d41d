import type { ModalView } from '@slack/types';
import type { InvitationDetails } from '../invitations/read-invitation.ts';
import { accessUntilField } from './access-until-field.ts';
import { detailFields, type RoleChoice, readDetailFields } from './invite-fields.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const EDIT_FORM = 'edit_invitation';

/** Changes an invitation that nobody has accepted yet. */
export function editInvitationModal(
  invitation: InvitationDetails,
  roles: RoleChoice[],
  below?: ViewBelow,
): ModalView {
  return {
    type: 'modal',
    callback_id: EDIT_FORM,
    title: plainText('Edit invitation'),
    submit: plainText('Save Changes'),
    close: plainText('Close'),
    private_metadata: formMetadataText({ ...invitation, below }),
    blocks: [
      section(
        `The invitation of *${escapeMrkdwn(invitation.email)}* keeps its link. No mail is sent: they see the changes when they open it.`,
      ),
      ...detailFields(roles, invitation),
      accessUntilField(
        invitation.accessUntil,
        'The last day of their access. Leave it empty where there is none.',
      ),
    ],
  };
}

export function readEditForm(view: { private_metadata: string; state: { values: unknown } }) {
  return {
    ...readFormMetadata(view.private_metadata),
    ...readDetailFields(view.state.values),
  };
}
