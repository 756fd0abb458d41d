import type { KnownBlock } from '@slack/types';
import { plainText } from './text.ts';

/** At the top of a form that was just saved, or of what it changed. */
export function savedAlert(text: string): KnownBlock {
  return { type: 'alert', level: 'success', text: plainText(text) };
}
