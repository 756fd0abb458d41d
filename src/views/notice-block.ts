import type { KnownBlock } from '@slack/types';
import { section } from './text.ts';

/** What was just done, or why not, at the top of a view. */
export function noticeBlock({ text, isRefusal }: { text: string; isRefusal: boolean }): KnownBlock {
  // An alert holds 200 characters and does not format; a longer text is better whole than boxed.
  return section(`${isRefusal ? '*Not done.* ' : '*Done.* '}${text}`);
}
