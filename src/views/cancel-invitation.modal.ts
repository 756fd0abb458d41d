import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { reasonField, submittedReason } from './reason-field.ts';
import type { Reference } from './reference.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const CANCEL_FORM = 'cancel_invitation';

/** Asks before an invitation is canceled, and why. */
export function cancelInvitationModal(
  invitation: Reference & { email: string },
  below?: ViewBelow,
): ModalView {
  return {
    type: 'modal',
    callback_id: CANCEL_FORM,
    title: plainText('Cancel invitation?'),
    submit: plainText('Cancel Invitation'),
    close: plainText('Keep It'),
    private_metadata: formMetadataText({ ...invitation, below }),
    blocks: [
      section(
        `The link that *${escapeMrkdwn(invitation.email)}* was sent stops working at once, and the seat is free. They are not told.`,
      ),
      reasonField({ hasFocus: true }),
    ],
  };
}

const submitted = z.object({ reason: submittedReason });

export function readCancelForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { reason } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    reason,
  };
}
