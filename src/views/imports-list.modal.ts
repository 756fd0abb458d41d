import type { KnownBlock, ModalView } from '@slack/types';
import type { ImportInList } from '../imports/list-imports.ts';
import { PAST_IMPORTS_ACTION } from './bulk-invite.modal.ts';
import { RESPONSES_REFRESH_ACTION } from './import-responses.modal.ts';
import { REVIEW_REFRESH_ACTION } from './import-review.modal.ts';
import { escapeMrkdwn, plainText, section, slackShortDate } from './text.ts';

const IMPORTS_LIST = 'imports_list';
export const IMPORTS_OLDER_ACTION = 'imports_older';

const statusWords: Record<ImportInList['status'], string> = {
  REVIEW: 'Not sent',
  SENDING: 'Sending',
  PAUSED: 'Paused',
  DONE: 'Sent',
  CANCELED: 'Canceled',
};

/** One page of the imports of a workspace. */
export function importsListModal({
  imports,
  next,
  isFirst,
}: {
  imports: ImportInList[];
  next: string | undefined;
  isFirst: boolean;
}): ModalView {
  return {
    type: 'modal',
    callback_id: IMPORTS_LIST,
    title: plainText('Past imports'),
    close: plainText('Close'),
    blocks: [
      ...(imports.length === 0
        ? [
            section(
              'Nobody has imported a file yet. Upload one with `/invite bulk`; it will be listed here with how people respond to it.',
            ),
          ]
        : imports.map(row)),
      ...pages({ next, isFirst }),
    ],
  };
}

function row(one: ImportInList): KnownBlock {
  const count = one.status === 'REVIEW' ? one.rowCount : one.invited;
  const isOpen = one.status === 'REVIEW';
  return {
    ...section(
      `*${escapeMrkdwn(one.fileName)}*\n${statusWords[one.status]} · ${count.toLocaleString('en-US')} ${count === 1 ? 'person' : 'people'} · ${escapeMrkdwn(one.startedBy)}, ${slackShortDate(one.createdAt)}`,
    ),
    block_id: one.id,
    accessory: {
      type: 'button',
      action_id: isOpen ? REVIEW_REFRESH_ACTION : RESPONSES_REFRESH_ACTION,
      text: plainText(isOpen ? 'Review' : 'Track Responses'),
      value: one.id,
    },
  };
}

function pages({ next, isFirst }: { next: string | undefined; isFirst: boolean }): KnownBlock[] {
  const elements = [
    ...(isFirst
      ? []
      : [
          {
            type: 'button' as const,
            action_id: PAST_IMPORTS_ACTION,
            text: plainText('Newest'),
            value: 'first',
          },
        ]),
    ...(next
      ? [{ type: 'button' as const, action_id: IMPORTS_OLDER_ACTION, text: plainText('Older'), value: next }]
      : []),
  ];
  return elements.length > 0 ? [{ type: 'actions', block_id: 'pages', elements }] : [];
}
