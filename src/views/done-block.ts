import type { KnownBlock } from '@slack/types';
import type { HistoryEntry } from '../invitations/invitation-history.ts';
import { happened } from './invitation-history.ts';
import { plainText, slackShortDate } from './text.ts';
import { oneLine } from './typed-text.ts';

/** In place of buttons: who has done it, and when. Names stand in it as typed. */
export function doneBlock(since: HistoryEntry, blockId?: string): KnownBlock {
  return {
    type: 'context',
    ...(blockId && { block_id: blockId }),
    elements: [
      plainText(happened(since, oneLine)),
      { type: 'mrkdwn', text: slackShortDate(since.at), verbatim: true },
    ],
  };
}
