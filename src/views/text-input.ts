import type { KnownBlock } from '@slack/types';
import { plainText } from './text.ts';

interface TextInput {
  value?: string;
  max: number;
  optional?: boolean;
  hint?: string;
}

/** A field for one line. */
export function textInput(
  blockId: string,
  label: string,
  { value = '', max, optional = false, hint }: TextInput,
): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional,
    label: plainText(label),
    ...(hint && { hint: plainText(hint) }),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: max,
      ...(value && { initial_value: value.slice(0, max) }),
    },
  };
}

/** A field for a day such as 2026-11-23, which may be left empty. */
export function dayInput(blockId: string, label: string, day?: string | null): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional: true,
    label: plainText(label),
    element: { type: 'datepicker', action_id: 'value', ...(day && { initial_date: day }) },
  };
}
