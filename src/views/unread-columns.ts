import type { KnownBlock } from '@slack/types';
import { clipped, context, escapeMrkdwn } from './text.ts';

/** So many columns are named. */
const NAMED = 20;

/** Which columns of a file nothing is taken from, so that nobody misses it later. */
export function unreadColumnsBlocks(names: string[]): KnownBlock[] {
  if (names.length === 0) return [];
  const more = names.length - NAMED;
  const named = names.slice(0, NAMED).map((name) => `*${escapeMrkdwn(clipped(name, 60))}*`);
  const all = more > 0 ? [...named, `and ${more} more`] : named;
  return [context(`Not read: ${all.join(', ')}. The template has the columns that are.`)];
}
