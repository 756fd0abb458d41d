import type { KnownBlock } from '@slack/types';
import { plainText } from './text.ts';

export const SEARCH_MAX_LENGTH = 200;

/** What a list is searched for by; the form's button does it. */
export function searchField(search: string, placeholder: string): KnownBlock {
  return {
    type: 'input',
    block_id: 'search',
    optional: true,
    label: plainText('Search'),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      placeholder: plainText(placeholder),
      max_length: SEARCH_MAX_LENGTH,
      ...(search && { initial_value: search }),
    },
  };
}
