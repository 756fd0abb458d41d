import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { UserDetails } from '../users/read-user.ts';
import { NAME_MAX_LENGTH, typed } from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';
import { textInput } from './text-input.ts';

export const PROFILE_FORM = 'edit_profile';

const EMAIL_MAX_LENGTH = 320;
const DETAIL_MAX_LENGTH = 100;

/** Changes what is known of somebody. */
export function editProfileModal(user: UserDetails, below?: ViewBelow): ModalView {
  const hint =
    user.status === 'ACTIVE'
      ? 'A new address is sent a mail, and counts when it is verified. Until then the old one does.'
      : 'It can be changed while somebody is active.';
  return {
    type: 'modal',
    callback_id: PROFILE_FORM,
    title: plainText('Edit profile'),
    submit: plainText('Save Changes'),
    close: plainText('Close'),
    private_metadata: formMetadataText({ ...user, below }),
    blocks: [
      ...(user.pendingEmail
        ? [section(`The address *${escapeMrkdwn(user.pendingEmail)}* waits to be verified.`)]
        : []),
      textInput('first_name', 'First Name', { value: user.firstName, optional: true, max: NAME_MAX_LENGTH }),
      textInput('last_name', 'Last Name', { value: user.lastName, optional: true, max: NAME_MAX_LENGTH }),
      textInput('email', 'Email Address', {
        value: user.pendingEmail ?? user.email,
        max: EMAIL_MAX_LENGTH,
        hint,
      }),
      textInput('phone', 'Phone Number', { value: user.phone, optional: true, max: DETAIL_MAX_LENGTH }),
      textInput('department', 'Department', {
        value: user.department,
        optional: true,
        max: DETAIL_MAX_LENGTH,
      }),
      textInput('job_title', 'Job Title', { value: user.jobTitle, optional: true, max: DETAIL_MAX_LENGTH }),
    ],
  };
}

const submitted = z
  .object({
    first_name: typed(NAME_MAX_LENGTH),
    last_name: typed(NAME_MAX_LENGTH),
    email: typed(EMAIL_MAX_LENGTH),
    phone: typed(DETAIL_MAX_LENGTH),
    department: typed(DETAIL_MAX_LENGTH),
    job_title: typed(DETAIL_MAX_LENGTH),
  })
  .transform(({ first_name: firstName, last_name: lastName, job_title: jobTitle, ...others }) => ({
    ...{ firstName, lastName, jobTitle },
    ...others,
  }));

export function readProfileForm(view: { private_metadata: string; state: { values: unknown } }) {
  return { ...readFormMetadata(view.private_metadata), ...submitted.parse(view.state.values) };
}

/** The refusals that belong to the address. */
export function profileErrors(refusal: AnyRefusal, product: { name: string }) {
  switch (refusal.code) {
    case 'NO_ADDRESS':
    case 'ADDRESSES_REFUSED':
    case 'ADDRESS_NOT_CHANGEABLE':
    case 'TOO_MANY_ATTEMPTS':
      return { email: refusalText(refusal, product.name, besideField) };
    default:
      return undefined;
  }
}
