import type { Contact } from '../errors.ts';

/** What people typed, shown as typed: nothing in it links, notifies or formats. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A date in the reader's own time zone, by Slack; where it cannot, the date in UTC. */
export function slackDate(date: Date): string {
  return `<!date^${Math.floor(date.getTime() / 1000)}^{date_long_pretty} at {time}|${utcDate(date)}>`;
}

export function utcDate(date: Date): string {
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })} (UTC)`;
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

export function section(text: string) {
  return { type: 'section', text: mrkdwn(text) } as const;
}

/** A text's first characters, marked as cut where it is longer than Slack allows. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
