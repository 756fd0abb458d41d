import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AssetDetails } from '../assets/read-asset.ts';
import type { AnyRefusal } from '../errors.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';

export const ASSIGN_FORM = 'assign_asset';
export const HOLDER_ACTION = 'asset_holder';

/** Asks who gets an asset. */
export function assignAssetModal(asset: AssetDetails, below?: ViewBelow): ModalView {
  return {
    type: 'modal',
    callback_id: ASSIGN_FORM,
    title: plainText('Assign asset'),
    submit: plainText('Assign'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...asset, below }),
    blocks: [
      section(`Who gets *${escapeMrkdwn(asset.name)}* (${escapeMrkdwn(asset.tag)})?`),
      {
        type: 'input',
        block_id: 'holder',
        label: plainText('Person'),
        hint: plainText('Type the beginning of a name, address or department.'),
        element: {
          type: 'external_select',
          action_id: HOLDER_ACTION,
          min_query_length: 0,
          placeholder: plainText('Search for somebody'),
        },
      },
    ],
  };
}

/** One of those who can be chosen. */
export function holderOption({
  id,
  name,
  email,
}: {
  id: string;
  name: string;
  email: string;
}): PlainTextOption {
  const words = name === email ? email : `${name} · ${email}`;
  return { text: plainText(clipped(words, 75)), value: id };
}

const submitted = z.object({
  holder: z.object({
    [HOLDER_ACTION]: z.object({ selected_option: z.object({ value: z.uuid() }) }),
  }),
});

export function readAssignForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { holder } = submitted.parse(view.state.values);
  return {
    ...readFormMetadata(view.private_metadata),
    userId: holder[HOLDER_ACTION].selected_option.value,
  };
}

/** The refusals that belong to the person. */
export function assignErrors(refusal: AnyRefusal, product: { name: string }) {
  if (refusal.code !== 'HOLDER_INACTIVE') return undefined;
  return { holder: refusalText(refusal, product.name, besideField) };
}
