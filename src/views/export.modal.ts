import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { ExportWish } from '../exports/export-wish.ts';
import { ExportKind } from '../generated/prisma/enums.ts';
import { kindWords, sourceChoices } from './activity-list.modal.ts';
import { assetFilterWords } from './assets-list.modal.ts';
import { exportWords } from './export-words.ts';
import { filterWords } from './invitations-query.ts';
import { licenseFilterWords } from './licenses-list.modal.ts';
import { SEARCH_MAX_LENGTH } from './search-field.ts';
import { context, plainText } from './text.ts';
import { dayInput, textInput } from './text-input.ts';
import { oneLine } from './typed-text.ts';
import { userStatusWords } from './users-list.modal.ts';

export const EXPORT_FORM = 'export';
/** Shows the form of another kind as soon as that is chosen. */
export const EXPORT_WHAT_ACTION = 'export_what';

const formatWords = { CSV: 'CSV, for spreadsheets', JSON_LINES: 'JSON Lines, for programs' };

interface FormFacts {
  /** Of what whoever fills it in gets files. */
  kinds: ExportKind[];
  /** Of the activity they get their own part. */
  ownActivityOnly: boolean;
  /** Whether it lies on top of another view. */
  onTop: boolean;
}

/** Asks what somebody wants in a file. */
export function exportModal(wish: ExportWish, { kinds, ownActivityOnly, onTop }: FormFacts): ModalView {
  const titles = Object.fromEntries(kinds.map((kind) => [kind, exportWords[kind].title]));
  return {
    type: 'modal',
    callback_id: EXPORT_FORM,
    title: plainText('Export'),
    submit: plainText('Export'),
    close: plainText(onTop ? 'Back' : 'Close'),
    blocks: [
      {
        ...menu('what', 'What', titles, wish.kind, EXPORT_WHAT_ACTION),
        // Only what acts at once can show other fields.
        dispatch_action: true,
      },
      ...fields(wish),
      context(
        wish.kind === 'ACTIVITY' && ownActivityOnly
          ? 'You get what you did, and what was done to your account. The file comes to your messages from this app.'
          : 'The file comes to your messages from this app. That you asked for it is recorded.',
      ),
    ],
  };
}

/** Blocks that have a kind in their names: what was filled in for one is not taken for another. */
function fields(wish: ExportWish): KnownBlock[] {
  const { kind } = wish;
  const at = (field: string) => `${field}:${kind}`;
  const search = (value: string, hint: string) =>
    textInput(at('search'), 'Search', { value, max: SEARCH_MAX_LENGTH, optional: true, hint });
  const days = ({ from, to }: { from: string | null; to: string | null }) => [
    dayInput(at('from'), 'First Day', from),
    dayInput(at('to'), 'Last Day', to),
  ];
  switch (wish.kind) {
    case 'USERS':
      return [
        menu(at('filter'), 'Show', userStatusWords, wish.filter),
        search(wish.search, 'Beginning of a name, address or department.'),
      ];
    case 'INVITATIONS':
      return [
        menu(at('filter'), 'Show', filterWords, wish.filter),
        search(wish.search, 'Beginning of a name, address or department.'),
        ...days(wish),
      ];
    case 'ACTIVITY':
      return [
        menu(at('what'), 'What Happened', kindWords, wish.what),
        menu(at('source'), 'From', sourceChoices, wish.source),
        ...[wordsInput(at('about'), 'About', wish.about), wordsInput(at('by'), 'Done By', wish.by)],
        ...days(wish),
        menu(at('format'), 'Format', formatWords, wish.format),
      ];
    case 'ASSETS':
      return [
        menu(at('filter'), 'Show', assetFilterWords, wish.filter),
        search(wish.search, 'Beginning of a tag, name, category or serial number.'),
      ];
    case 'ASSET_HISTORY':
      return [search(wish.search, 'Beginning of a tag, name, category or serial number; deleted ones too.')];
    case 'LICENSES':
      return [
        menu(at('filter'), 'Show', licenseFilterWords, wish.filter),
        search(wish.search, 'Beginning of a name or vendor.'),
      ];
    case 'LICENSE_HISTORY':
      return [search(wish.search, 'Beginning of a name or vendor; deleted ones too.')];
  }
}

function wordsInput(blockId: string, label: string, value: string): KnownBlock {
  const hint = 'Beginning of a name or address.';
  return textInput(blockId, label, { value, max: SEARCH_MAX_LENGTH, optional: true, hint });
}

function menu(
  blockId: string,
  label: string,
  choices: Record<string, string>,
  chosen: string,
  action = 'value',
) {
  const options = Object.entries(choices).map(
    ([value, text]): PlainTextOption => ({ text: plainText(text), value }),
  );
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input' as const,
    block_id: blockId,
    label: plainText(label),
    element: {
      type: 'static_select' as const,
      action_id: action,
      options,
      ...(initial && { initial_option: initial }),
    },
  };
}

/** What is said at the last day where it is before the first one; undefined: nothing. */
export function daysProblem(wish: ExportWish): Record<string, string> | undefined {
  if (!('from' in wish) || !wish.from || !wish.to || wish.from <= wish.to) return undefined;
  return { [`to:${wish.kind}`]: 'The last day is before the first one. Choose a later day, or none.' };
}

const kind = z.enum(ExportKind);
const held = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
const submitted = z.record(z.string(), z.record(z.string(), held));

/** What was filled in: the kind, and what stands in its fields; whether that can be, `exportWish` says. */
export function readExportForm(values: unknown): { kind: ExportKind; fields: Record<string, string | null> } {
  const blocks = submitted.parse(values);
  const chosen = kind.parse(blocks.what?.[EXPORT_WHAT_ACTION]?.selected_option?.value);
  const fields = Object.entries(blocks).flatMap(([blockId, { value: field }]) => {
    const [name = '', of] = blockId.split(':');
    if (of !== chosen || !field) return [];
    const isDay = 'selected_date' in field;
    const filled = field.selected_option?.value ?? oneLine(field.value ?? '');
    return [[name, isDay ? (field.selected_date ?? null) : filled] as const];
  });
  return { kind: chosen, fields: Object.fromEntries(fields) };
}
