import type { KnownBlock } from '@slack/types';
import type { SubjectHistoryEntry } from '../activity/subject-history.ts';
import type { AssetStatus } from '../generated/prisma/enums.ts';
import { escapeMrkdwn } from './text.ts';
import { changedFields, thingHistoryBlock } from './thing-history.ts';

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

const fields = [
  ['tag', 'tag'],
  ['name', 'name'],
  ['category', 'category'],
  ['serial', 'serial number'],
  ['status', 'status'],
  ['purchasedOn', 'purchase date'],
] as const;

/** What happened to an asset: one line, with the reason where there is one. */
export function assetHistoryBlock(entry: SubjectHistoryEntry): KnownBlock {
  return thingHistoryBlock(entry, happened);
}

function happened({ action, before, after }: SubjectHistoryEntry, actor: string | null): string {
  const who = actor ?? 'Somebody';
  const holder = (values: Map<string, string>) => escapeMrkdwn(values.get('holder') ?? 'somebody');
  switch (action) {
    case 'asset.created':
      return `${who} added it.`;
    case 'asset.edited':
      return `${who} changed ${changedFields(fields, before, after, [], assetStatusWords)}.`;
    case 'asset.assigned':
      return `${who} assigned it to ${holder(after)}.`;
    case 'asset.unassigned':
      return actor === null
        ? `It was taken back from ${holder(before)}.`
        : `${who} took it back from ${holder(before)}.`;
    default:
      return escapeMrkdwn(action);
  }
}
