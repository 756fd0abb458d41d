import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { ActivityKind } from '../activity/activity-kinds.ts';
import type { ActivityPage, ActivityPeriod, ActivityQuery } from '../activity/list-activity.ts';
import type { ExportWish } from '../exports/export-wish.ts';
import type { ActivitySource } from '../generated/prisma/client.ts';
import { sentenceOf, sourceWords } from './activity-words.ts';
import { exportButton } from './export-button.ts';
import { SEARCH_MAX_LENGTH } from './search-field.ts';
import { plainText, section, slackShortDate } from './text.ts';
import { oneLine } from './typed-text.ts';

export const ACTIVITY_LIST = 'activity_list';
export const ACTIVITY_DETAILS_ACTION = 'activity_details';
export const ACTIVITY_PAGE_ACTIONS = [
  ...(['activity_first', 'activity_newer', 'activity_older', 'activity_refresh'] as const),
] as const;
/** Each menu shows the list anew as soon as something is chosen. */
export const ACTIVITY_MENUS = ['activity_kind', 'activity_source', 'activity_period'] as const;
type Menu = (typeof ACTIVITY_MENUS)[number];

const placeholders: Record<Menu, string> = {
  activity_kind: 'What',
  activity_source: 'From',
  activity_period: 'When',
};

export const kindWords: Record<ActivityKind, string> = {
  ALL: 'Everything',
  INVITATIONS: 'Invitations',
  REQUESTS: 'Requests',
  IMPORTS: 'Imports',
  PEOPLE: 'People',
  ROLES: 'Roles',
  ASSETS: 'Assets',
  LICENSES: 'Licenses',
  EXPORTS: 'Exports',
  SIGN_INS: 'Sign-ins',
  SETTINGS: 'Settings and plan',
};
export const sourceChoices: Record<ActivitySource | 'ALL', string> = { ALL: 'From anywhere', ...sourceWords };
const periodWords: Record<ActivityPeriod, string> = {
  ALL: 'At any time',
  TODAY: 'Today',
  WEEK: 'Last 7 days',
  MONTH: 'Last 30 days',
};

const kinds = z.enum([
  'ALL',
  'INVITATIONS',
  'REQUESTS',
  'IMPORTS',
  'PEOPLE',
  'ROLES',
  'ASSETS',
  'LICENSES',
  'EXPORTS',
  'SIGN_INS',
  'SETTINGS',
]);
const sources = z.enum(['ALL', 'SLACK', 'PORTAL', 'JOB', 'COMMAND_LINE']);
const periods = z.enum(['ALL', 'TODAY', 'WEEK', 'MONTH']);

const position = z.object({ at: z.iso.datetime(), id: z.string().regex(/^\d{1,19}$/) });
const words = z.string().max(SEARCH_MAX_LENGTH);
const query = z.object({
  ...{ by: words, about: words, kind: kinds, source: sources, period: periods },
  from: z.object({ position, direction: z.enum(['older', 'newer']) }).optional(),
});

export const wholeActivity: ActivityQuery = { by: '', about: '', kind: 'ALL', source: 'ALL', period: 'ALL' };

/** Which part of the activity a view shows, from its metadata or from a button's value. */
export function readActivityQuery(text: string): ActivityQuery {
  const { from, ...search } = query.parse(JSON.parse(text));
  return { ...search, ...(from && { from }) };
}

function queryText({ by, about, kind, source, period, from }: ActivityQuery): string {
  return JSON.stringify({ by, about, kind, source, period, ...(from && { from }) });
}

/** The same search with something else chosen in one menu, from its first page on. */
export function withChoice(
  { from: _from, ...search }: ActivityQuery,
  menu: Menu,
  value: string,
): ActivityQuery {
  switch (menu) {
    case 'activity_kind':
      return { ...search, kind: kinds.parse(value) };
    case 'activity_source':
      return { ...search, source: sources.parse(value) };
    case 'activity_period':
      return { ...search, period: periods.parse(value) };
  }
}

/** One page of `/fluxera activity`. */
export function activityListModal(
  page: ActivityPage,
  asked: ActivityQuery,
  { mayExport }: { mayExport: boolean },
): ModalView {
  return {
    type: 'modal',
    callback_id: ACTIVITY_LIST,
    title: plainText('Activity'),
    submit: plainText('Search'),
    close: plainText('Close'),
    private_metadata: queryText(asked),
    blocks: [
      wordsField('about', 'About', 'Whom it was done to: beginning of a name or address', asked.about),
      wordsField('by', 'Done By', 'Beginning of a name or address', asked.by),
      {
        type: 'actions',
        block_id: 'show',
        elements: [
          menu('activity_kind', kindWords, asked.kind),
          menu('activity_source', sourceChoices, asked.source),
          menu('activity_period', periodWords, asked.period),
          pageButton('activity_refresh', 'Refresh', asked),
          ...(mayExport ? [exportButton(wishOf(page, asked))] : []),
        ],
      },
      { type: 'divider' },
      ...(page.entries.length > 0
        ? page.entries.map((entry) => row(entry, page.workspaceName))
        : [section(emptyText(asked))]),
      ...paging(page, asked),
    ],
  };
}

/** Everything that the list shows on all its pages. */
function wishOf({ since }: ActivityPage, { by, about, kind, source }: ActivityQuery): ExportWish {
  return { kind: 'ACTIVITY', what: kind, source, by, about, from: since, to: null, format: 'CSV' };
}

function wordsField(blockId: string, label: string, placeholder: string, value: string): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional: true,
    label: plainText(label),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      placeholder: plainText(placeholder),
      max_length: SEARCH_MAX_LENGTH,
      ...(value && { initial_value: value }),
    },
  };
}

function menu<Choice extends string>(actionId: Menu, choices: Record<Choice, string>, chosen: Choice) {
  const options = Object.entries<string>(choices).map(
    ([value, text]): PlainTextOption => ({ text: plainText(text), value }),
  );
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'static_select' as const,
    action_id: actionId,
    placeholder: plainText(placeholders[actionId]),
    options,
    ...(initial && { initial_option: initial }),
  };
}

function row(entry: ActivityPage['entries'][number], workspaceName: string): KnownBlock {
  const where = entry.ipAddress
    ? `${sourceWords[entry.source]}, ${entry.ipAddress}`
    : sourceWords[entry.source];
  return {
    ...section(`${sentenceOf(entry, workspaceName)}\n${slackShortDate(entry.at)} · ${where}`),
    block_id: `row:${entry.id}`,
    accessory: {
      type: 'button',
      action_id: ACTIVITY_DETAILS_ACTION,
      text: plainText('Details'),
      accessibility_label: `Details of entry ${entry.id}`,
      value: entry.id,
    },
  };
}

function emptyText({ by, about, kind, source, period, from }: ActivityQuery): string {
  if (from) return 'There is nothing on this page any more. Go back to the first one.';
  if (by || about || kind !== 'ALL' || source !== 'ALL' || period !== 'ALL') {
    return 'Nothing that matches is recorded. Try the beginning of a name or address, a longer time, or everything from anywhere.';
  }
  return 'Nothing is recorded yet. Whatever people do here is listed, the newest first.';
}

function paging(page: ActivityPage, asked: ActivityQuery): KnownBlock[] {
  const { from: here, ...search } = asked;
  const turn = (actionId: string, text: string, from?: ActivityQuery['from']) =>
    pageButton(actionId, text, { ...search, ...(from && { from }) });
  const buttons = [
    ...(here && page.entries.length === 0 ? [turn('activity_first', 'First Page')] : []),
    ...(page.newer ? [turn('activity_newer', 'Newer', { position: page.newer, direction: 'newer' })] : []),
    ...(page.older ? [turn('activity_older', 'Older', { position: page.older, direction: 'older' })] : []),
  ];
  return buttons.length > 0 ? [{ type: 'actions', block_id: 'pages', elements: buttons }] : [];
}

function pageButton(actionId: string, text: string, asked: ActivityQuery): Button {
  return { type: 'button', action_id: actionId, text: plainText(text), value: queryText(asked) };
}

const typed = z.object({ value: z.object({ value: z.string().nullish() }) });
const submitted = z.object({ by: typed, about: typed });

/** What somebody searches for in the list, from its first page on; the menus stay as they are. */
export function readActivitySearch(values: unknown, shown: ActivityQuery): ActivityQuery {
  const { by, about } = submitted.parse(values);
  const { from: _from, ...search } = shown;
  const text = (field: z.infer<typeof typed>) => oneLine(field.value.value ?? '').slice(0, SEARCH_MAX_LENGTH);
  return { ...search, by: text(by), about: text(about) };
}
