import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { ImportReview, RowError } from '../imports/review-import.ts';
import { rowProblemText } from './import-words.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { unreadColumnsBlocks } from './unread-columns.ts';

export const IMPORT_REVIEW = 'import_review';
export const ERROR_LIST_ACTION = 'import_error_list';
export const REVIEW_REFRESH_ACTION = 'import_review_refresh';

/** What sending would do; nothing has been sent. `notice`: what was just done. */
export function importReviewModal(review: ImportReview, notice?: string): ModalView {
  const { importId, toInvite } = review;
  const canSend = toInvite > 0 && !(hasKnown(review) && !review.skipKnown) && hasSeats(review);
  return {
    type: 'modal',
    callback_id: IMPORT_REVIEW,
    private_metadata: importId,
    title: plainText('Review import'),
    ...(canSend && { submit: plainText('Send All Invitations') }),
    close: plainText(canSend ? 'Do Not Send' : 'Close'),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(headline(review, canSend)),
      { type: 'section', block_id: 'totals', fields: totals(review) },
      ...seats(review),
      ...roles(review),
      ...unreadColumnsBlocks(review.unreadColumns),
      ...errors(review, canSend),
      {
        type: 'actions',
        block_id: 'more',
        elements: [
          ...(errorCount(review) > 0
            ? [
                {
                  type: 'button' as const,
                  action_id: ERROR_LIST_ACTION,
                  text: plainText('Download Error List'),
                  value: importId,
                },
              ]
            : []),
          {
            type: 'button',
            action_id: REVIEW_REFRESH_ACTION,
            text: plainText('Check Again'),
            value: importId,
          },
        ],
      },
    ],
  };
}

/** What the review becomes when everything is stored: the mails leave by themselves. */
export function importSentModal(importId: string, invited: number): ModalView {
  return {
    type: 'modal',
    callback_id: 'import_sent',
    private_metadata: importId,
    title: plainText('Invitations on the way'),
    close: plainText('Close'),
    blocks: [
      section(
        `*${people(invited)}* ${invited === 1 ? 'is' : 'are'} invited, and the mails are leaving. A message from this app shows how far they are; there you can also pause or cancel.`,
      ),
    ],
  };
}

/** Which import a view is about, from its metadata or from a button's value. */
export function readImportId(text: string): string {
  return z.uuid().parse(text);
}

function headline(review: ImportReview, canSend: boolean): string {
  const { toInvite, rowCount, fileName } = review;
  const of = `of ${number(rowCount)} in ${escapeMrkdwn(fileName)}`;
  if (canSend) {
    return `*Send All Invitations* invites *${people(toInvite)}* ${of}. Nothing has been sent yet.`;
  }
  if (toInvite === 0) {
    return `Nobody ${of} can be invited. ${errorCount(review) > 0 ? 'Mend the errors below, and upload the file again.' : 'All of them are users or invited already.'}`;
  }
  if (!hasSeats(review)) {
    const left = review.seatsLeft ?? 0;
    return `Your plan has ${left === 1 ? '1 seat' : `${number(left)} seats`} left, and ${people(toInvite)} ${of} ${toInvite === 1 ? 'needs one' : 'need one each'}. Nothing has been sent. Cancel invitations that nobody needs in \`/invitations\`, or let the Owner get more seats in \`/fluxera billing\`; then press *Check Again*.`;
  }
  return `Some people ${of} are users or invited already, and you chose not to leave them out. Nothing has been sent. Take them out of the file, or upload it again and choose to leave them out.`;
}

function hasKnown({ problems }: ImportReview): boolean {
  return (problems.ALREADY_A_USER ?? 0) + (problems.ALREADY_INVITED ?? 0) > 0;
}

function hasSeats({ seatsLeft, toInvite }: ImportReview): boolean {
  return seatsLeft === null || seatsLeft >= toInvite;
}

function totals(review: ImportReview) {
  const { problems, toInvite } = review;
  const entries: [string, number][] = [
    ['To invite', toInvite],
    ['With errors', errorCount(review)],
    ['Users already', problems.ALREADY_A_USER ?? 0],
    ['Invited already', problems.ALREADY_INVITED ?? 0],
    ['Twice in the file', problems.DUPLICATE ?? 0],
  ];
  return entries.map(([label, count]) => ({ type: 'mrkdwn' as const, text: `*${label}*\n${number(count)}` }));
}

/** Rows to be mended; people who are known already count as such only where they are not left out. */
function errorCount({ problems, skipKnown }: ImportReview): number {
  const { ALREADY_A_USER = 0, ALREADY_INVITED = 0, DUPLICATE: _, ...errors } = problems;
  const known = skipKnown ? 0 : ALREADY_A_USER + ALREADY_INVITED;
  return Object.values(errors).reduce((sum, count) => sum + count, known);
}

function seats({ seatsLeft, toInvite }: ImportReview): KnownBlock[] {
  if (seatsLeft === null || toInvite === 0) return [];
  return [context(`Seats: ${number(toInvite)} needed, ${number(seatsLeft)} left.`)];
}

function roles({ roles: used }: ImportReview): KnownBlock[] {
  if (used.length === 0) return [];
  const words = used.map(({ name, count }) => `${number(count)} as ${name}`);
  return [context(clipped(`Roles: ${words.join(', ')}.`, 1000))];
}

function errors(review: ImportReview, canSend: boolean): KnownBlock[] {
  const { errors: shown } = review;
  if (shown.length === 0) return [];
  const more = errorCount(review) - shown.length;
  return [
    { type: 'divider' },
    section(
      [
        '*Errors*',
        ...(canSend ? ['these rows are left out'] : []),
        ...(more > 0 ? [`the first ${shown.length} of ${number(errorCount(review))}`] : []),
      ].join(' · '),
    ),
    ...shown.map((error) => section(errorText(error))),
  ];
}

/** "Line 4 · gmial@… – reason Did you mean …?" */
function errorText(error: RowError): string {
  const value = error.value ? ` · ${escapeMrkdwn(clipped(error.value, 80))}` : '';
  const suggestion = error.suggestion ? ` Did you mean *${escapeMrkdwn(error.suggestion)}*?` : '';
  return `*Line ${number(error.line)}*${value}\n${rowProblemText(error)}${suggestion}`;
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [plainText(text)] };
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${number(count)} people`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
