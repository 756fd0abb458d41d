import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { LicenseDetails } from '../licenses/read-license.ts';
import { typed } from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { plainText } from './text.ts';
import { dayInput, textInput } from './text-input.ts';

export const NEW_LICENSE_FORM = 'new_license';
export const EDIT_LICENSE_FORM = 'edit_license';

const TEXT_MAX_LENGTH = 100;
const KEY_MAX_LENGTH = 1000;
const SEATS_MAX = 1_000_000;

/** Adds a license to the list below. */
export function newLicenseModal({ onTop }: { onTop: boolean }): ModalView {
  return {
    type: 'modal',
    callback_id: NEW_LICENSE_FORM,
    title: plainText('New license'),
    submit: plainText('Add License'),
    close: plainText(onTop ? 'Back' : 'Close'),
    blocks: fields(),
  };
}

/** Changes what is known of a license. */
export function editLicenseModal(license: LicenseDetails, below?: ViewBelow): ModalView {
  return {
    type: 'modal',
    callback_id: EDIT_LICENSE_FORM,
    title: plainText('Edit license'),
    submit: plainText('Save Changes'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...license, below }),
    blocks: fields(license),
  };
}

function fields(license?: LicenseDetails): KnownBlock[] {
  const hidden = license?.hasKey
    ? 'There is one, which is not shown here. Leave this empty to keep it.'
    : 'It is stored encrypted, and shown to whoever may edit licenses.';
  return [
    textInput('name', 'Name', { value: license?.name ?? '', max: TEXT_MAX_LENGTH }),
    textInput('vendor', 'Vendor', { value: license?.vendor ?? '', max: TEXT_MAX_LENGTH, optional: true }),
    {
      type: 'input',
      block_id: 'seats',
      label: plainText('Seats'),
      hint: plainText('How many people can use it at once.'),
      element: {
        type: 'number_input',
        action_id: 'value',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: String(SEATS_MAX),
        initial_value: String(license?.seats ?? 1),
      },
    },
    textInput('key', 'License Key', { max: KEY_MAX_LENGTH, optional: true, hint: hidden }),
    dayInput('expires_on', 'Expiry Date', license?.expiresOn),
  ];
}

const submitted = z
  .object({
    name: typed(TEXT_MAX_LENGTH),
    vendor: typed(TEXT_MAX_LENGTH),
    seats: z.object({ value: z.object({ value: z.coerce.number().int().min(1).max(SEATS_MAX) }) }),
    key: typed(KEY_MAX_LENGTH),
    expires_on: z.object({ value: z.object({ selected_date: z.iso.date().nullish() }) }),
  })
  .transform(({ seats, expires_on: expiresOn, ...others }) => ({
    ...others,
    seats: seats.value.value,
    expiresOn: expiresOn.value.selected_date ?? null,
  }));

export function readLicenseForm(view: { state: { values: unknown } }) {
  return submitted.parse(view.state.values);
}

export function readEditLicenseForm(view: { private_metadata: string; state: { values: unknown } }) {
  return { ...readFormMetadata(view.private_metadata), fields: readLicenseForm(view) };
}

/** The refusals that belong to a field. */
export function licenseErrors(refusal: AnyRefusal, product: { name: string }) {
  const words = () => refusalText(refusal, product.name, besideField);
  switch (refusal.code) {
    case 'LICENSE_WITHOUT_NAME':
    case 'LICENSE_ADDED_ALREADY':
      return { name: words() };
    case 'LICENSE_SEATS_BELOW_USE':
      return { seats: words() };
    default:
      return undefined;
  }
}
