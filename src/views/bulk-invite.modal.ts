import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import { type RoleChoice, roleSelect } from './invite-fields.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { plainText, section } from './text.ts';
import { severalLines } from './typed-text.ts';

export const BULK_INVITE_FORM = 'bulk_invite';
export const TEMPLATE_ACTION = 'bulk_template';
export const PAST_IMPORTS_ACTION = 'past_imports';

const PASTED_MAX_LENGTH = 3000;
const MESSAGE_MAX_LENGTH = 1000;
const SKIP_KNOWN = 'skip_known';

export interface BulkInviteForm {
  fileId: string | undefined;
  pasted: string;
  roleId: string | undefined;
  message: string;
  skipKnown: boolean;
}

/** The form of the guide's "Bulk Invitations"; `templateSent`: the template was just sent to whoever looks at it. */
export function bulkInviteModal(roles: RoleChoice[], { templateSent = false } = {}): ModalView {
  return {
    type: 'modal',
    callback_id: BULK_INVITE_FORM,
    title: plainText('Bulk invite'),
    submit: plainText('Review'),
    close: plainText('Close'),
    blocks: [
      {
        ...section(
          templateSent
            ? 'The template is in your messages from this app. Fill in one person a line, save it as CSV, and upload it here.'
            : 'Upload a CSV file with one person a line. You review everything before anything is sent.',
        ),
        block_id: 'template',
        accessory: {
          type: 'button',
          action_id: TEMPLATE_ACTION,
          text: plainText('Download Template'),
          value: 'template',
        },
      },
      {
        type: 'input',
        block_id: 'file',
        optional: true,
        label: plainText('CSV File'),
        hint: plainText(
          'Columns: Email and Role; if you like, First Name, Last Name, Message, Department and Job Title. Up to 10 MB and 100,000 people.',
        ),
        element: { type: 'file_input', action_id: 'value', max_files: 1 },
      },
      {
        type: 'input',
        block_id: 'pasted',
        optional: true,
        label: plainText('Or Paste Addresses'),
        hint: plainText('One a line, instead of a file.'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: true,
          max_length: PASTED_MAX_LENGTH,
        },
      },
      {
        type: 'input',
        block_id: 'role',
        optional: true,
        label: plainText('Role'),
        hint: plainText('For everybody whose line names none.'),
        element: roleSelect(roles, undefined),
      },
      {
        type: 'input',
        block_id: 'message',
        optional: true,
        label: plainText('Message'),
        hint: plainText('Appears in the mail of everybody whose line has none of its own.'),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: true,
          max_length: MESSAGE_MAX_LENGTH,
        },
      },
      options(),
      {
        type: 'actions',
        block_id: 'past',
        elements: [
          { type: 'button', action_id: PAST_IMPORTS_ACTION, text: plainText('Past Imports'), value: 'first' },
        ],
      },
    ],
  };
}

function options(): KnownBlock {
  const skipKnown = {
    text: plainText('Leave out people who are users or invited already'),
    description: plainText('Otherwise nothing is sent as long as the list has any.'),
    value: SKIP_KNOWN,
  };
  return {
    type: 'input',
    block_id: 'options',
    optional: true,
    label: plainText('Options'),
    element: {
      type: 'checkboxes',
      action_id: 'value',
      options: [skipKnown],
      initial_options: [skipKnown],
    },
  };
}

const typed = (max: number) =>
  z
    .object({ value: z.object({ value: z.string().max(max).nullish() }) })
    .transform(({ value }) => value.value ?? '');
const submitted = z.object({
  file: z.object({ value: z.object({ files: z.array(z.object({ id: z.string() })).nullish() }) }),
  pasted: typed(PASTED_MAX_LENGTH),
  role: z.object({ value: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }),
  message: typed(MESSAGE_MAX_LENGTH),
  options: z.object({
    value: z.object({ selected_options: z.array(z.object({ value: z.string() })).nullish() }),
  }),
});

/** Reads the state of a submitted form. */
export function readBulkInviteForm(values: unknown): BulkInviteForm {
  const { file, pasted, role, message, options: chosen } = submitted.parse(values);
  return {
    fileId: file.value.files?.[0]?.id,
    pasted: severalLines(pasted),
    roleId: role.value.selected_option?.value,
    message: severalLines(message),
    skipKnown: chosen.value.selected_options?.some(({ value }) => value === SKIP_KNOWN) ?? false,
  };
}

/** The refusals that belong to a field, keyed as Slack wants them; undefined: it belongs to the whole form. */
export function bulkInviteFieldErrors(
  refusal: AnyRefusal,
  product: { name: string },
): Record<string, string> | undefined {
  const text = refusalText(refusal, product.name, besideField);
  switch (refusal.code) {
    case 'FILE_UNREADABLE':
    case 'FILE_UNREACHABLE':
      return { file: text };
    case 'IMPORT_WITHOUT_PEOPLE':
      return { file: text };
    case 'IMPORT_TWO_SOURCES':
      return { pasted: text };
    case 'ROLE_NOT_GRANTABLE':
    case 'ROLE_UNKNOWN':
      return { role: text };
    default:
      return undefined;
  }
}
