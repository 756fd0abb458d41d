import type { Button, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import { ThingKind } from '../generated/prisma/enums.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { plainText, section } from './text.ts';

export const THING_IMPORT_ACTION = 'thing_import_open';
export const THING_TEMPLATE_ACTION = 'thing_import_template';
export const THING_ERRORS_ACTION = 'thing_import_errors';
export const THING_IMPORT_FORM = 'thing_import';

const kinds = {
  ASSETS: {
    title: 'Import assets',
    one: 'asset',
    columns:
      'Columns: Asset Tag and Name; if you like, Category, Serial Number, Status, Purchase Date and Assigned To.',
    stays: '',
  },
  LICENSES: {
    title: 'Import licenses',
    one: 'license',
    columns: 'Columns: Name and Seats; if you like, Vendor, License Key, Expiry Date and Assigned To.',
    stays: ' The file stays in Slack among your files: if it has keys, delete it there afterwards.',
  },
} as const satisfies Record<ThingKind, object>;

/** Beside a list, for whoever may add things. */
export function importButton(kind: ThingKind): Button {
  return { type: 'button', action_id: THING_IMPORT_ACTION, text: plainText('Import'), value: kind };
}

export function errorListButton(importId: string): Button {
  return {
    type: 'button',
    action_id: THING_ERRORS_ACTION,
    text: plainText('Download Error List'),
    value: importId,
  };
}

export function readThingKind(text: string): ThingKind {
  return z.enum(ThingKind).parse(text);
}

/** Takes a file of assets or licenses; `templateSent`: the template was just sent to whoever looks at it. */
export function thingImportModal(
  kind: ThingKind,
  { onTop, templateSent = false }: { onTop: boolean; templateSent?: boolean },
): ModalView {
  const { title, one, columns, stays } = kinds[kind];
  return {
    type: 'modal',
    callback_id: THING_IMPORT_FORM,
    private_metadata: kind,
    title: plainText(title),
    submit: plainText('Review'),
    close: plainText(onTop ? 'Back' : 'Close'),
    blocks: [
      {
        ...section(
          templateSent
            ? `The template is in your messages from this app. Fill in one ${one} a line, save it as CSV, and upload it here.`
            : `Upload a CSV file with one ${one} a line. You review everything before anything is added.`,
        ),
        block_id: 'template',
        accessory: {
          type: 'button',
          action_id: THING_TEMPLATE_ACTION,
          text: plainText('Download Template'),
          value: kind,
        },
      },
      {
        type: 'input',
        block_id: 'file',
        label: plainText('CSV File'),
        hint: plainText(`${columns} Up to 10 MB and 10,000 ${one}s.${stays}`),
        element: { type: 'file_input', action_id: 'value', max_files: 1 },
      },
    ],
  };
}

const submitted = z.object({
  file: z.object({ value: z.object({ files: z.array(z.object({ id: z.string() })).length(1) }) }),
});

export function readThingImportForm(view: { private_metadata: string; state: { values: unknown } }) {
  const [file] = submitted.parse(view.state.values).file.value.files;
  return { kind: readThingKind(view.private_metadata), fileId: z.object({ id: z.string() }).parse(file).id };
}

/** The refusals that belong to the file. */
export function thingImportErrors(refusal: AnyRefusal, product: { name: string }) {
  const isAboutFile = refusal.code === 'FILE_UNREADABLE' || refusal.code === 'FILE_UNREACHABLE';
  return isAboutFile ? { file: refusalText(refusal, product.name, besideField) } : undefined;
}
