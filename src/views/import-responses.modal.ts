import type { ModalView } from '@slack/types';
import type { TrackedImport } from '../imports/track-import.ts';
import { importSentence, steeringButtons } from './import-progress.message.ts';
import { escapeMrkdwn, plainText, section, slackDate } from './text.ts';

const IMPORT_RESPONSES = 'import_responses';
export const RESPONSES_REFRESH_ACTION = 'import_responses_refresh';
export const RESULT_FILE_ACTION = 'import_result_file';

/** How people responded to an import, at this moment. */
export function importResponsesModal(tracked: TrackedImport, notice?: string): ModalView {
  const { importId, fileName, startedBy, sentAt, invited } = tracked;
  const steering = steeringButtons(tracked);
  return {
    type: 'modal',
    callback_id: IMPORT_RESPONSES,
    private_metadata: importId,
    title: plainText('Track responses'),
    close: plainText('Close'),
    blocks: [
      ...(notice ? [section(notice)] : []),
      section(
        `*${escapeMrkdwn(fileName)}* · ${invited.toLocaleString('en-US')} ${invited === 1 ? 'invitation' : 'invitations'}, sent by ${escapeMrkdwn(startedBy)} on ${slackDate(sentAt)}`,
      ),
      ...(steering.length > 0 ? [section(importSentence(tracked))] : []),
      { type: 'section', block_id: 'responses', fields: fields(tracked) },
      {
        type: 'actions',
        block_id: 'more',
        elements: [
          ...steering,
          {
            type: 'button',
            action_id: RESPONSES_REFRESH_ACTION,
            text: plainText('Refresh'),
            value: importId,
          },
          {
            type: 'button',
            action_id: RESULT_FILE_ACTION,
            text: plainText('Download Result'),
            value: importId,
          },
        ],
      },
    ],
  };
}

function fields({ responses, leftOut, invited }: TrackedImport) {
  const share = (count: number) => (invited > 0 ? ` (${Math.round((count / invited) * 100)} %)` : '');
  const entries: [string, number, string][] = [
    ['Accepted', responses.accepted, share(responses.accepted)],
    ['Pending', responses.pending - responses.undelivered - responses.waiting, ''],
    ['Mail did not arrive', responses.undelivered, ''],
    ['Mail not sent yet', responses.waiting, ''],
    ['Expired', responses.expired, ''],
    ['Canceled', responses.canceled, ''],
    ['Left out', leftOut, ''],
  ];
  return entries.map(([label, count, more]) => ({
    type: 'mrkdwn' as const,
    text: `*${label}*\n${count.toLocaleString('en-US')}${more}`,
  }));
}
