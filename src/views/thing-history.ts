import type { KnownBlock } from '@slack/types';
import type { SubjectHistoryEntry } from '../activity/subject-history.ts';
import { clipped, context, escapeMrkdwn, joined, slackShortDate } from './text.ts';

/** What happened to an asset or a license: one line, with the reason where there is one. `who` null: nobody but the product. */
export function thingHistoryBlock(
  entry: SubjectHistoryEntry,
  happened: (entry: SubjectHistoryEntry, who: string | null) => string,
): KnownBlock {
  const who = entry.actorName ? escapeMrkdwn(entry.actorName) : null;
  const reason = entry.reason ? `\n“${escapeMrkdwn(clipped(entry.reason, 500))}”` : '';
  const text = `${slackShortDate(entry.at)} · ${happened(entry, who)}${reason}`;
  return context(text);
}

/** "the status from “In service” to “In repair” and the key"; `words`: of values that are not written as they are kept. */
export function changedFields(
  fields: readonly (readonly [string, string])[],
  before: Map<string, string>,
  after: Map<string, string>,
  others: string[] = [],
  words: Record<string, string> = {},
): string {
  const quoted = (value: string) => `“${escapeMrkdwn(clipped(words[value] ?? value, 80))}”`;
  const changed = fields.flatMap(([key, label]) => {
    const [from = '', to = ''] = [before.get(key), after.get(key)];
    if (from === to) return [];
    return [`the ${label}${from ? ` from ${quoted(from)}` : ''} to ${to ? quoted(to) : 'nothing'}`];
  });
  return joined([...changed, ...others], 'and');
}
