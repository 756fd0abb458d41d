import type { Button, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { ReviewDecision } from '../generated/prisma/client.ts';
import type { LastReview, ReviewedPerson, ReviewPage } from '../reviews/read-review.ts';
import { calendarDay } from '../utc-date.ts';
import { noticeBlock } from './notice-block.ts';
import { referenceText } from './reference.ts';
import { clipped, context, escapeMrkdwn, joined, plainText, section, slackDate, slackDay } from './text.ts';
import { CHANGE_ROLE_ACTION, CHANGE_STATUS_ACTION } from './user-buttons.ts';
import { statusWords } from './user-words.ts';

export const ACCESS_REVIEW = 'access_review';
export const OPEN_REVIEW_ACTION = 'review_open';
export const START_REVIEW_ACTION = 'review_start';
export const KEEP_PERSON_ACTION = 'review_keep';
export const FINISH_REVIEW_ACTION = 'review_finish';
export const SEND_SUMMARY_ACTION = 'review_send_summary';
export const REVIEW_PAGE_ACTIONS = ['review_previous', 'review_next', 'review_undecided'] as const;

const decisionWords: Record<ReviewDecision, string> = {
  KEPT: 'Kept',
  ROLE_CHANGED: 'Role changed',
  DEACTIVATED: 'Deactivated',
};

/** "Deactivated", or "Deactivated elsewhere" where nobody decided it in the review. */
export function decisionText(decision: ReviewDecision, isElsewhere: boolean): string {
  return `${decisionWords[decision]}${isElsewhere ? ' elsewhere' : ''}`;
}

const position = z.number().int().positive();
const metadata = z.object({ start: position.optional() });
const kept = z.object({ reviewId: z.uuid(), userId: z.uuid() });

/** Where the page starts that a view shows; undefined: no page. */
export function readReviewStart(text: string): number | undefined {
  return metadata.parse(JSON.parse(text || '{}')).start;
}

export function readReviewPage(value: string): number {
  return position.parse(Number(value));
}

export function readKeep(value: string) {
  return kept.parse(JSON.parse(value));
}

export function readReviewId(value: string): string {
  return z.uuid().parse(value);
}

export function openReviewButton(): Button {
  return button(OPEN_REVIEW_ACTION, 'Access Review', 'review');
}

interface Shown {
  notice?: { text: string; isRefusal: boolean };
}

/** One page of the open review. */
export function accessReviewModal(page: ReviewPage, { notice }: Shown): ModalView {
  return {
    type: 'modal',
    callback_id: ACCESS_REVIEW,
    title: plainText('Access review'),
    close: plainText('Close'),
    private_metadata: JSON.stringify({ start: page.start } satisfies z.infer<typeof metadata>),
    blocks: [
      ...(notice ? [noticeBlock(notice)] : []),
      section(`${bar(page)}\n*${page.decided} of ${page.total}* decided${goneText(page)}`),
      {
        type: 'context',
        elements: [
          {
            type: 'mrkdwn',
            text: `Started by ${escapeMrkdwn(page.startedBy)}, ${slackDate(page.startedAt)}. Close it whenever you like: what is decided stays.`,
            verbatim: true,
          },
        ],
      },
      ...(page.firstUndecided === undefined ? [finish(page)] : []),
      { type: 'divider' },
      ...page.people.flatMap((person) => personBlocks(page.id, person)),
      ...paging(page),
    ],
  };
}

/** Where no review is open: what it is, the last one, and a way to begin. */
export function noReviewModal(last: LastReview | undefined, { notice }: Shown): ModalView {
  return {
    type: 'modal',
    callback_id: ACCESS_REVIEW,
    title: plainText('Access review'),
    close: plainText('Close'),
    private_metadata: '{}',
    blocks: [
      ...(notice ? [noticeBlock(notice)] : []),
      section(
        'Look through everybody who has access, and decide about each: keep them as they are, change their role, or deactivate them. You can close it and go on later, and others who manage people can help.',
      ),
      ...(last
        ? [
            {
              ...section(
                `The last one was signed off by ${escapeMrkdwn(last.finishedBy)} on ${slackDate(last.finishedAt)}.`,
              ),
              accessory: button(SEND_SUMMARY_ACTION, 'Send Summary', last.id),
            },
          ]
        : [section('There has been none yet.')]),
      {
        type: 'actions',
        block_id: 'start',
        elements: [{ ...button(START_REVIEW_ACTION, 'Start Review', 'review'), style: 'primary' }],
      },
    ],
  };
}

/** For whoever began one, or found that somebody else had, and could not be shown it. */
export const REVIEW_OPEN = 'The access review is open now. Go through it with `/fluxera review`.';
export const SUMMARY_SENT = 'The summary comes to you as a file, in a direct message.';

/** Whoever was deactivated beside the review is no decision of it, and none is left about them. */
function goneText({ gone }: ReviewPage): string {
  return gone === 0 ? '' : ` · *${gone}* deactivated elsewhere`;
}

function finish({ id, total, gone }: ReviewPage): KnownBlock {
  const all = total === 1 ? 'The one person is' : `All ${total} people are`;
  return {
    ...section(
      `${gone > 0 ? 'Nobody is left to decide about.' : `${all} decided about.`} Finish the review to sign it off: you get a summary as a file.`,
    ),
    accessory: { ...button(FINISH_REVIEW_ACTION, 'Finish Review', id), style: 'primary' },
  };
}

const BAR_LENGTH = 20;

function bar({ decided, gone, total }: ReviewPage): string {
  const full = total === 0 ? BAR_LENGTH : Math.floor(((decided + gone) / total) * BAR_LENGTH);
  return '█'.repeat(full) + '░'.repeat(BAR_LENGTH - full);
}

function personBlocks(reviewId: string, person: ReviewedPerson): KnownBlock[] {
  const { decision, isElsewhere } = person;
  const isOpen = !decision || (isElsewhere && decision === 'ROLE_CHANGED');
  const lines = [...about(person), ...(isOpen && decision ? [decided(person)] : [])];
  return [
    { ...section(lines.join('\n')), block_id: `person:${person.id}` },
    isOpen ? openBlock(reviewId, person) : context(decided(person)),
    { type: 'divider' },
  ];
}

function openBlock(reviewId: string, person: ReviewedPerson): KnownBlock {
  const { id, decidedByOthers } = person;
  if (decidedByOthers.length === 0) {
    return { type: 'actions', block_id: `decide:${id}`, elements: buttons(reviewId, person) };
  }
  const names = joined(decidedByOthers, 'or');
  const text = clipped(`This is you, so somebody else decides: ask ${names}.`, 300);
  return { type: 'context', elements: [plainText(text)] };
}

function about(person: ReviewedPerson): string[] {
  const { name, email, roleName, status, department, lastSignInAt, accessUntil, inviterName } = person;
  const typed = (text: string) => escapeMrkdwn(clipped(text, 100));
  return [
    name === email ? `*${escapeMrkdwn(email)}*` : `*${typed(name)}* · ${escapeMrkdwn(email)}`,
    [
      typed(roleName),
      ...(department ? [typed(department)] : []),
      statusWords[status],
      ...(accessUntil ? [`until ${calendarDay(accessUntil)}`] : []),
    ].join(' · '),
    [
      lastSignInAt ? `Last sign-in on the web ${slackDay(lastSignInAt)}` : 'Has not signed in on the web yet',
      inviterName ? `invited by ${typed(inviterName)}` : `here since ${slackDay(person.createdAt)}`,
    ].join(' · '),
  ];
}

function decided({ decision, isElsewhere, decidedBy, decidedAt }: ReviewedPerson): string {
  if (!decision) return '';
  const on = isElsewhere && decidedAt ? ` on ${slackDay(decidedAt)}` : '';
  if (!decidedBy && decision === 'DEACTIVATED') return `Inactive: their last day was over${on}`;
  const by = decidedBy ? ` by ${escapeMrkdwn(clipped(decidedBy, 300))}` : '';
  return `${decisionText(decision, isElsewhere)}${by}${on}`;
}

function buttons(reviewId: string, person: ReviewedPerson): Button[] {
  const { id, name, mayDecide } = person;
  const keep = JSON.stringify({ reviewId, userId: id } satisfies z.infer<typeof kept>);
  return [
    button(KEEP_PERSON_ACTION, 'Keep', keep, `Keep ${name}`),
    ...(mayDecide
      ? [
          button(CHANGE_ROLE_ACTION, 'Change Role', referenceText(person), `Change Role of ${name}`),
          button(CHANGE_STATUS_ACTION, 'Deactivate', referenceText(person), `Deactivate ${name}`),
        ]
      : []),
  ];
}

function paging({ previous, next, start, firstUndecided }: ReviewPage): KnownBlock[] {
  const [back, on, undecided] = REVIEW_PAGE_ACTIONS;
  const elements = [
    ...(previous ? [button(back, 'Previous', String(previous))] : []),
    ...(next ? [button(on, 'Next', String(next))] : []),
    ...(firstUndecided && firstUndecided !== start
      ? [button(undecided, 'First Undecided', String(firstUndecided))]
      : []),
  ];
  return elements.length > 0 ? [{ type: 'actions', block_id: 'pages', elements }] : [];
}

function button(actionId: string, text: string, value: string, label?: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(text),
    ...(label && { accessibility_label: label.slice(0, 75) }),
    value,
  };
}
