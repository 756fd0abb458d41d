import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AssetDetails } from '../assets/read-asset.ts';
import { reasonField, submittedReason } from './reason-field.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const DELETE_ASSET_FORM = 'delete_asset';

/** Asks before an asset is deleted, and why. */
export function deleteAssetModal(asset: AssetDetails, below?: ViewBelow): ModalView {
  return {
    type: 'modal',
    callback_id: DELETE_ASSET_FORM,
    title: plainText('Delete asset?'),
    submit: plainText('Delete'),
    close: plainText('Keep It'),
    private_metadata: formMetadataText({ ...asset, below }),
    blocks: [
      section(
        `*${escapeMrkdwn(asset.name)}* (${escapeMrkdwn(asset.tag)}) goes from the lists, and its tag can be used again. The history of whoever had it stays.`,
      ),
      reasonField({ hasFocus: true }),
    ],
  };
}

const submitted = z.object({ reason: submittedReason });

export function readDeleteAssetForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { reason } = submitted.parse(view.state.values);
  return { ...readFormMetadata(view.private_metadata), reason };
}
