import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { Reference } from './reference.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const MEND_ADDRESS_FORM = 'mend_address';

const EMAIL_MAX_LENGTH = 320;

/** For an invitation whose mail did not arrive: the right address, and it is sent again. */
export function mendAddressModal(invitation: Reference & { email: string }, below?: ViewBelow): ModalView {
  return {
    type: 'modal',
    callback_id: MEND_ADDRESS_FORM,
    title: plainText('Edit address'),
    submit: plainText('Resend'),
    close: plainText('Close'),
    private_metadata: formMetadataText({ ...invitation, below }),
    blocks: [
      section(
        `The mail to *${escapeMrkdwn(invitation.email)}* did not arrive. The invitation is sent to the address below, with a new link and seven more days.`,
      ),
      {
        type: 'input',
        block_id: 'email',
        label: plainText('Email Address'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          focus_on_load: true,
          max_length: EMAIL_MAX_LENGTH,
          initial_value: invitation.email.slice(0, EMAIL_MAX_LENGTH),
        },
      },
    ],
  };
}

const submitted = z.object({
  email: z.object({ value: z.object({ value: z.string().max(EMAIL_MAX_LENGTH).nullish() }) }),
});

export function readMendAddressForm(view: { private_metadata: string; state: { values: unknown } }) {
  return {
    ...readFormMetadata(view.private_metadata),
    email: submitted.parse(view.state.values).email.value.value ?? '',
  };
}

/** The refusals that belong to the address. */
export function mendAddressErrors(refusal: AnyRefusal, product: { name: string }) {
  if (refusal.code !== 'ADDRESSES_REFUSED') return undefined;
  return { email: refusalText(refusal, product.name, besideField) };
}
