import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { SeenRequest } from '../requests/read-request.ts';
import { requestBlocks } from './request-card.message.ts';
import { plainText } from './text.ts';
import { severalLines } from './typed-text.ts';

export const DENY_FORM = 'deny_request';

const REASON_MAX_LENGTH = 500;

/** The list that the form stands on, to be shown anew. */
const metadata = z.object({ id: z.uuid(), list: z.string().optional() });

/** Asks why before a request is denied. */
export function denyRequestModal(request: SeenRequest, list?: string): ModalView {
  const asked = request.requester;
  return {
    type: 'modal',
    callback_id: DENY_FORM,
    title: plainText('Deny this request?'),
    submit: plainText('Deny'),
    close: plainText('Back'),
    private_metadata: JSON.stringify({ id: request.id, ...(list && { list }) } satisfies z.infer<
      typeof metadata
    >),
    blocks: [
      ...requestBlocks(request),
      {
        type: 'input',
        block_id: 'reason',
        optional: true,
        label: plainText('Reason'),
        hint: plainText(
          asked ? 'They are told, with your name.' : 'Stays in the history. The invitee gets no mail.',
        ),
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

export function readDenyForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { id, list } = metadata.parse(JSON.parse(view.private_metadata));
  const { reason } = submitted.parse(view.state.values);
  return { requestId: id, list, reason: severalLines(reason.value.value ?? '') };
}
