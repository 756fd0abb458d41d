import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AssetDetails } from '../assets/read-asset.ts';
import type { AnyRefusal } from '../errors.ts';
import { AssetStatus } from '../generated/prisma/enums.ts';
import { assetStatusWords } from './asset-words.ts';
import { typed } from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { plainText } from './text.ts';
import { dayInput, textInput } from './text-input.ts';

export const NEW_ASSET_FORM = 'new_asset';
export const EDIT_ASSET_FORM = 'edit_asset';

const TAG_MAX_LENGTH = 50;
const TEXT_MAX_LENGTH = 100;

const statuses = Object.values(AssetStatus);

/** Adds an asset to the list below. */
export function newAssetModal({ onTop }: { onTop: boolean }): ModalView {
  return {
    type: 'modal',
    callback_id: NEW_ASSET_FORM,
    title: plainText('New asset'),
    submit: plainText('Add Asset'),
    close: plainText(onTop ? 'Back' : 'Close'),
    blocks: fields(),
  };
}

/** Changes what is known of an asset. */
export function editAssetModal(asset: AssetDetails, below?: ViewBelow): ModalView {
  return {
    type: 'modal',
    callback_id: EDIT_ASSET_FORM,
    title: plainText('Edit asset'),
    submit: plainText('Save Changes'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...asset, below }),
    blocks: fields(asset),
  };
}

function fields(asset?: AssetDetails): KnownBlock[] {
  return [
    textInput('tag', 'Asset Tag', {
      value: asset?.tag ?? '',
      max: TAG_MAX_LENGTH,
      hint: 'What it is labelled with, such as LT-0042. No two assets have the same.',
    }),
    textInput('name', 'Name', { value: asset?.name ?? '', max: TEXT_MAX_LENGTH }),
    textInput('category', 'Category', {
      ...{ value: asset?.category ?? '', max: TEXT_MAX_LENGTH, optional: true },
    }),
    textInput('serial', 'Serial Number', {
      ...{ value: asset?.serial ?? '', max: TEXT_MAX_LENGTH, optional: true },
    }),
    {
      type: 'input',
      block_id: 'status',
      label: plainText('Status'),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: statuses.map(option),
        initial_option: option(asset?.status ?? 'IN_SERVICE'),
      },
    },
    dayInput('purchased_on', 'Purchase Date', asset?.purchasedOn),
  ];
}

function option(status: AssetStatus): PlainTextOption {
  return { text: plainText(assetStatusWords[status]), value: status };
}

const submitted = z
  .object({
    tag: typed(TAG_MAX_LENGTH),
    name: typed(TEXT_MAX_LENGTH),
    category: typed(TEXT_MAX_LENGTH),
    serial: typed(TEXT_MAX_LENGTH),
    status: z.object({ value: z.object({ selected_option: z.object({ value: z.enum(AssetStatus) }) }) }),
    purchased_on: z.object({ value: z.object({ selected_date: z.iso.date().nullish() }) }),
  })
  .transform(({ status, purchased_on: purchasedOn, ...others }) => ({
    ...others,
    status: status.value.selected_option.value,
    purchasedOn: purchasedOn.value.selected_date ?? null,
  }));

export function readAssetForm(view: { state: { values: unknown } }) {
  return submitted.parse(view.state.values);
}

export function readEditAssetForm(view: { private_metadata: string; state: { values: unknown } }) {
  return { ...readFormMetadata(view.private_metadata), fields: readAssetForm(view) };
}

/** The refusals that belong to a field. */
export function assetErrors(refusal: AnyRefusal, product: { name: string }) {
  const words = () => refusalText(refusal, product.name, besideField);
  switch (refusal.code) {
    case 'ASSET_TAG_TAKEN':
    case 'ASSET_WITHOUT_TAG':
    case 'ASSET_ADDED_ALREADY':
      return { tag: words() };
    case 'ASSET_WITHOUT_NAME':
      return { name: words() };
    case 'ASSET_HELD':
      return { status: words() };
    default:
      return undefined;
  }
}
