import type { KnownBlock } from '@slack/types';
import type { RecentActivity } from '../home/recent-activity.ts';
import { sentenceOf } from './activity-words.ts';
import { section, slackShortDate } from './text.ts';

/** The last things that happened, in words. */
export function recentBlocks(recent: RecentActivity[], workspaceName: string): KnownBlock[] {
  if (recent.length === 0) return [];
  const lines = recent.map((entry) => `${sentenceOf(entry, workspaceName)} · ${slackShortDate(entry.at)}`);
  return [
    { type: 'divider' },
    section('*Recent activity*'),
    { type: 'context', elements: [{ type: 'mrkdwn', text: lines.join('\n'), verbatim: true }] },
  ];
}
