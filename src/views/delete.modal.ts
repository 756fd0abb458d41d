import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { reasonField, submittedReason } from './reason-field.ts';
import type { Reference } from './reference.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const DELETE_ASSET_FORM = 'delete_asset';
export const DELETE_LICENSE_FORM = 'delete_license';

/** Asks before an asset is deleted, and why. */
export function deleteAssetModal(
  asset: Reference & { name: string; tag: string },
  below?: ViewBelow,
): ModalView {
  return deleteModal(asset, {
    ...{ form: DELETE_ASSET_FORM, title: 'Delete asset?', below },
    text: `*${escapeMrkdwn(asset.name)}* (${escapeMrkdwn(asset.tag)}) goes from the lists, and its tag can be used again. The history of whoever had it stays.`,
  });
}

/** The same for a license. */
export function deleteLicenseModal(license: Reference & { name: string }, below?: ViewBelow): ModalView {
  return deleteModal(license, {
    ...{ form: DELETE_LICENSE_FORM, title: 'Delete license?', below },
    text: `*${escapeMrkdwn(license.name)}* goes from the lists, and its key is forgotten. The history of whoever used it stays.`,
  });
}

interface Words {
  form: string;
  title: string;
  text: string;
  below: ViewBelow | undefined;
}

function deleteModal(thing: Reference, { form, title, text, below }: Words): ModalView {
  return {
    type: 'modal',
    callback_id: form,
    title: plainText(title),
    submit: plainText('Delete'),
    close: plainText('Keep It'),
    private_metadata: formMetadataText({ ...thing, below }),
    blocks: [section(text), reasonField({ hasFocus: true })],
  };
}

const submitted = z.object({ reason: submittedReason });

export function readDeleteForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { reason } = submitted.parse(view.state.values);
  return { ...readFormMetadata(view.private_metadata), reason };
}
