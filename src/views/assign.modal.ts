import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { Holder } from '../users/find-holders.ts';
import type { Reference } from './reference.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';

export const ASSIGN_ASSET_FORM = 'assign_asset';
export const ASSIGN_LICENSE_FORM = 'assign_license';
export const ASSET_HOLDER_ACTION = 'asset_holder';
export const LICENSE_HOLDER_ACTION = 'license_holder';

/** `seesPeople`: whether whoever assigns it may see them otherwise. */
type Thing = Reference & { name: string; seesPeople: boolean };

/** Asks who gets an asset. */
export function assignAssetModal(asset: Thing, below?: ViewBelow): ModalView {
  return assignModal(asset, {
    form: ASSIGN_ASSET_FORM,
    menu: ASSET_HOLDER_ACTION,
    title: 'Assign asset',
    below,
  });
}

/** Asks who gets a seat of a license. */
export function assignLicenseModal(license: Thing, below?: ViewBelow): ModalView {
  const names = { form: ASSIGN_LICENSE_FORM, menu: LICENSE_HOLDER_ACTION, title: 'Assign license' };
  return assignModal(license, { ...names, below });
}

interface Names {
  form: string;
  /** Whoever answers the menu knows by it which permission it takes. */
  menu: string;
  title: string;
  below: ViewBelow | undefined;
}

function assignModal(thing: Thing, { form, menu, title, below }: Names): ModalView {
  return {
    type: 'modal',
    callback_id: form,
    title: plainText(title),
    submit: plainText('Assign'),
    close: plainText('Back'),
    private_metadata: formMetadataText({ ...thing, below }),
    blocks: [
      section(`Who gets *${escapeMrkdwn(thing.name)}*?`),
      {
        type: 'input',
        block_id: 'holder',
        label: plainText('Person'),
        hint: plainText(
          thing.seesPeople
            ? 'Type the beginning of a name, address or department.'
            : 'Type the beginning of a name.',
        ),
        element: {
          type: 'external_select',
          action_id: menu,
          min_query_length: 0,
          placeholder: plainText('Search for somebody'),
        },
      },
    ],
  };
}

/** One of those who can be chosen. */
export function holderOption({ id, name, email }: Holder): PlainTextOption {
  const text = email === null || name === email ? name : `${name} · ${email}`;
  return { text: plainText(clipped(text, 75)), value: id };
}

const submitted = z.object({
  holder: z.record(z.string(), z.object({ selected_option: z.object({ value: z.uuid() }) })),
});

export function readAssignForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { holder } = submitted.parse(view.state.values);
  const [chosen] = Object.values(holder);
  return { ...readFormMetadata(view.private_metadata), userId: chosen?.selected_option.value ?? '' };
}

/** The refusals that belong to the person. */
export function assignErrors(refusal: AnyRefusal, product: { name: string }) {
  const isAboutPerson = refusal.code === 'HOLDER_INACTIVE' || refusal.code === 'LICENSE_HELD';
  return isAboutPerson ? { holder: refusalText(refusal, product.name, besideField) } : undefined;
}
