import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Reference } from './reference.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';
import { severalLines } from './typed-text.ts';

export const CANCEL_FORM = 'cancel_invitation';

const REASON_MAX_LENGTH = 500;

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
      {
        type: 'input',
        block_id: 'reason',
        optional: true,
        label: plainText('Reason'),
        hint: plainText('Stays in the history, for the other admins.'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: true,
          focus_on_load: true,
          max_length: REASON_MAX_LENGTH,
        },
      },
    ],
  };
}

const submitted = z.object({
  reason: z.object({ value: z.object({ value: z.string().max(REASON_MAX_LENGTH).nullish() }) }),
});

export function readCancelForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { reason } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    reason: severalLines(reason.value.value ?? ''),
  };
}
