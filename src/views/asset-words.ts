import type { KnownBlock } from '@slack/types';
import type { AssetHistoryEntry } from '../assets/read-asset.ts';
import type { AssetStatus } from '../generated/prisma/enums.ts';
import { clipped, escapeMrkdwn, joined, slackShortDate } from './text.ts';

export const assetStatusWords: Record<AssetStatus, string> = {
  IN_SERVICE: 'In service',
  IN_REPAIR: 'In repair',
  RETIRED: 'Retired',
};

/** Where an asset is: "With Mia Member", "Available", "In repair". */
export function whereabouts({ status, holder }: { status: AssetStatus; holder: string | null }): string {
  if (holder !== null) return `With ${holder}`;
  return status === 'IN_SERVICE' ? 'Available' : assetStatusWords[status];
}

/** What happened to an asset: one line, with the reason where there is one. */
export function assetHistoryBlock(entry: AssetHistoryEntry): KnownBlock {
  const reason = entry.reason ? `\n“${escapeMrkdwn(clipped(entry.reason, 500))}”` : '';
  const text = `${slackShortDate(entry.at)} · ${happened(entry)}${reason}`;
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

function happened({ action, actorName, before, after }: AssetHistoryEntry): string {
  const who = actorName ? escapeMrkdwn(actorName) : 'Fluxera';
  const holder = (values: Map<string, string>) => escapeMrkdwn(values.get('holder') ?? 'somebody');
  switch (action) {
    case 'asset.created':
      return `${who} added it.`;
    case 'asset.edited':
      return `${who} changed ${joined(changed(before, after), 'and')}.`;
    case 'asset.assigned':
      return `${who} assigned it to ${holder(after)}.`;
    case 'asset.unassigned':
      return `${who} took it back from ${holder(before)}.`;
    default:
      return escapeMrkdwn(action);
  }
}

const fields = [
  ['tag', 'tag'],
  ['name', 'name'],
  ['category', 'category'],
  ['serial', 'serial number'],
  ['status', 'status'],
  ['purchasedOn', 'purchase date'],
] as const;

/** "the status from “In service” to “In repair”" */
function changed(before: Map<string, string>, after: Map<string, string>): string[] {
  return fields.flatMap(([key, words]) => {
    const [from = '', to = ''] = [before.get(key), after.get(key)];
    if (from === to) return [];
    return [`the ${words}${from ? ` from ${quoted(from)}` : ''} to ${to ? quoted(to) : 'nothing'}`];
  });
}

function quoted(value: string): string {
  const words = new Map<string, string>(Object.entries(assetStatusWords)).get(value) ?? value;
  return `“${escapeMrkdwn(clipped(words, 80))}”`;
}
