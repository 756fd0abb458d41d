import type { KnownBlock, RichTextElement } from '@slack/types';
import { utcDay } from '../utc-date.ts';
import { escapeMrkdwn } from './text.ts';
import { oneLine } from './typed-text.ts';

export interface Person {
  name: string;
  /** Linked to Slack or not. */
  slackUserId: string | null;
}

/** Elements with what notifications and screen readers get of them. In neither can a name format, link or notify. */
export interface Part {
  element: RichTextElement;
  fallback: string;
}

export function announcement(parts: Part[]): { text: string; blocks: KnownBlock[] } {
  return { text: fallbackOf(parts), blocks: [richText(parts)] };
}

/** Paragraphs of a text; those that somebody typed stand as quotations. */
export function richText(...paragraphs: (Part[] | { quoted: string })[]): KnownBlock {
  return {
    type: 'rich_text',
    elements: paragraphs.map((paragraph) =>
      Array.isArray(paragraph)
        ? { type: 'rich_text_section', elements: paragraph.map(({ element }) => element) }
        : { type: 'rich_text_quote', elements: [{ type: 'text', text: paragraph.quoted }] },
    ),
  };
}

export function fallbackOf(parts: Part[]): string {
  return parts.map(({ fallback }) => fallback).join('');
}

export function plain(text: string): Part {
  const line = spaced(text);
  return { element: { type: 'text', text: line }, fallback: escapeMrkdwn(line) };
}

export function bold(text: string): Part {
  const line = oneLine(text);
  return { element: { type: 'text', text: line, style: { bold: true } }, fallback: escapeMrkdwn(line) };
}

export function mentioned({ name, slackUserId }: Person): Part {
  if (!slackUserId) return plain(name);
  return { element: { type: 'user', user_id: slackUserId }, fallback: `<@${slackUserId}>` };
}

/** A day in the reader's own time zone, by Slack. */
export function day(date: Date): Part {
  const fallback = utcDay(date);
  const timestamp = Math.floor(date.getTime() / 1000);
  return { element: { type: 'date', timestamp, format: '{date}', fallback }, fallback };
}

/** "a", "a and b", "a, b and c", each of them bold. */
export function enumerated(texts: string[]): Part[] {
  return texts.flatMap((text, index) => [
    ...(index === 0 ? [] : [plain(index === texts.length - 1 ? ' and ' : ', ')]),
    bold(text),
  ]);
}

/** Keeps the spaces at the ends, which stand between two parts. */
function spaced(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
