import type { ContextBlock } from '@slack/types';
import type { Contact } from '../errors.ts';
import { utcDay } from '../utc-date.ts';

/**
 * What people typed, so that nothing in it links or notifies. Slack has no way to keep `*`, `_`, `~` and `:emoji:` from
 * formatting in such a text: what others wrote and many read stands in `rich_text` or `plain_text` instead.
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A date in the reader's own time zone, by Slack; where it cannot, the date in UTC. */
export function slackDate(date: Date): string {
  return `<!date^${Math.floor(date.getTime() / 1000)}^{date_long_pretty} at {time}|${utcDay(date)}>`;
}

/** The same for lists, where there is little room. */
export function slackShortDate(date: Date): string {
  return `<!date^${Math.floor(date.getTime() / 1000)}^{date_short_pretty} at {time}|${utcDay(date)}>`;
}

/** A day in the reader's own time zone, by Slack. */
export function slackDay(date: Date): string {
  return `<!date^${Math.floor(date.getTime() / 1000)}^{date}|${utcDay(date)}>`;
}

/** "a", "a and b", "a, b or c". */
export function joined(words: string[], last: 'and' | 'or'): string {
  return new Intl.ListFormat('en-GB', { type: last === 'and' ? 'conjunction' : 'disjunction' }).format(words);
}

/** A mention where the person is in Slack, which notifies nobody in a private answer; else the name. */
export function mention({ name, slackUserId }: Contact): string {
  return slackUserId ? `<@${slackUserId}>` : escapeMrkdwn(name);
}

export function plainText(text: string) {
  return { type: 'plain_text', text, emoji: false } as const;
}

function mrkdwn(text: string) {
  return { type: 'mrkdwn', text, verbatim: true } as const;
}

const SECTION_MAX_LENGTH = 3000;

export function section(text: string) {
  return { type: 'section', text: mrkdwn(clippedMrkdwn(text, SECTION_MAX_LENGTH)) } as const;
}

/** A text's first characters, marked as cut where it is longer than Slack allows. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a letter that takes two units is none.
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The same for text that is escaped and may hold dates and mentions: none of these is cut in the middle. */
export function clippedMrkdwn(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/(?:&[a-z]{0,3}|<[^>]*|[\uD800-\uDBFF])$/, '')}…`;
}

const CONTEXT_MAX_LENGTH = 2000;

/** A line below others, in small letters. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [mrkdwn(clippedMrkdwn(text, CONTEXT_MAX_LENGTH))] };
}
