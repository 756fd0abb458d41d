import type { KnownBlock, ModalView } from '@slack/types';
import type { ThingKind, ThingProblem } from '../generated/prisma/enums.ts';
import type { ThingImportReview, ThingRowError } from '../thing-imports/review-thing-import.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { errorListButton } from './thing-import.modal.ts';
import { thingCount, thingProblemText } from './thing-import-words.ts';
import { unreadColumnsBlocks } from './unread-columns.ts';

export const THING_REVIEW = 'thing_import_review';
export const THING_REFRESH_ACTION = 'thing_import_refresh';

/** What importing would add; nothing is added yet. `notice`: what was just done. */
export function thingReviewModal(review: ThingImportReview, notice?: string): ModalView {
  const { importId, kind, toCreate } = review;
  const canStore = toCreate > 0;
  return {
    type: 'modal',
    callback_id: THING_REVIEW,
    private_metadata: importId,
    title: plainText('Review import'),
    ...(canStore && { submit: plainText(scope(kind, toCreate)) }),
    close: plainText(canStore ? 'Do Not Import' : 'Close'),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(headline(review)),
      { type: 'section', block_id: 'totals', fields: totals(review) },
      ...unreadColumnsBlocks(review.unreadColumns),
      ...errors(review),
      {
        type: 'actions',
        block_id: 'more',
        elements: [
          ...(errorCount(review) > 0 ? [errorListButton(importId)] : []),
          {
            type: 'button',
            action_id: THING_REFRESH_ACTION,
            text: plainText('Check Again'),
            value: importId,
          },
        ],
      },
    ],
  };
}

/** What the review becomes when everything is stored. */
export function thingsAddedModal(
  { importId, kind }: Pick<ThingImportReview, 'importId' | 'kind'>,
  created: number,
): ModalView {
  return {
    type: 'modal',
    callback_id: 'things_added',
    private_metadata: importId,
    title: plainText(kind === 'ASSETS' ? 'Assets added' : 'Licenses added'),
    close: plainText('Close'),
    blocks: [
      section(
        `*${thingCount(kind, created)}* ${created === 1 ? 'is' : 'are'} added. A message from this app says so as well, with a way to ${created === 1 ? 'it' : 'them'}.`,
      ),
      ...(kind === 'LICENSES'
        ? [
            section(
              'Keys are stored encrypted here. The file that you uploaded stays in Slack among your files: if it has keys, delete it there.',
            ),
          ]
        : []),
    ],
  };
}

/** "Create 10,000 Licenses", which is as long as a button can be. */
function scope(kind: ThingKind, count: number): string {
  const noun = kind === 'ASSETS' ? 'Asset' : 'License';
  return `Create ${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function headline(review: ThingImportReview): string {
  const { kind, toCreate, rowCount, fileName, toAssign } = review;
  const of = `of ${rowCount.toLocaleString('en-US')} in ${escapeMrkdwn(fileName)}`;
  if (toCreate === 0) {
    return `Nothing ${of} can be added. Mend the errors below, and upload the file again.`;
  }
  const assigns =
    toAssign === 0
      ? ''
      : `, and assigns ${toAssign.toLocaleString('en-US')} ${kind === 'ASSETS' ? 'of them' : toAssign === 1 ? 'seat' : 'seats'}`;
  return `*${scope(kind, toCreate)}* adds *${thingCount(kind, toCreate)}* ${of}${assigns}. Nothing has been added yet.`;
}

/** What has a number of its own among the totals. */
const counted: ThingProblem[] = ['ALREADY_THERE', 'DUPLICATE'];

function totals(review: ThingImportReview) {
  const { kind, problems, toCreate } = review;
  const { ALREADY_THERE = 0, DUPLICATE = 0 } = problems;
  const others = Object.entries(problems).filter(([problem]) => !counted.some((one) => one === problem));
  const entries: [string, number][] = [
    ['To create', toCreate],
    [kind === 'ASSETS' ? 'Tag taken already' : 'There already', ALREADY_THERE],
    ['Twice in the file', DUPLICATE],
    ['With errors', others.reduce((sum, [, count]) => sum + count, 0)],
  ];
  return entries.map(([label, count]) => ({
    type: 'mrkdwn' as const,
    text: `*${label}*\n${count.toLocaleString('en-US')}`,
  }));
}

function errorCount({ rowCount, toCreate }: ThingImportReview): number {
  return rowCount - toCreate;
}

function errors(review: ThingImportReview): KnownBlock[] {
  const { errors: shown, toCreate } = review;
  if (shown.length === 0) return [];
  const all = errorCount(review);
  return [
    { type: 'divider' },
    section(
      [
        '*Left out*',
        ...(toCreate > 0 ? ['these rows add nothing'] : []),
        ...(all > shown.length ? [`the first ${shown.length} of ${all.toLocaleString('en-US')}`] : []),
      ].join(' · '),
    ),
    ...shown.map((error) => section(errorText(error))),
  ];
}

/** "Line 4 · In servise – reason Did you mean …?" */
function errorText(error: ThingRowError): string {
  const value = error.value ? ` · ${escapeMrkdwn(clipped(error.value, 80))}` : '';
  const suggestion = error.suggestion ? ` Did you mean *${escapeMrkdwn(error.suggestion)}*?` : '';
  return `*Line ${error.line.toLocaleString('en-US')}*${value}\n${thingProblemText(error)}${suggestion}`;
}
