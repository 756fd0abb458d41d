import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { plainText } from './text.ts';
import { severalLines } from './typed-text.ts';

const REASON_MAX_LENGTH = 500;

/** Why somebody decides something, for the other admins. */
export function reasonField({ hasFocus = false, initial = '' } = {}): KnownBlock {
  return {
    type: 'input',
    block_id: 'reason',
    optional: true,
    label: plainText('Reason'),
    hint: plainText('Stays in the history, for the other admins.'),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      ...(hasFocus && { focus_on_load: true }),
      max_length: REASON_MAX_LENGTH,
      ...(initial && { initial_value: initial }),
    },
  };
}

export const submittedReason = z
  .object({ value: z.object({ value: z.string().max(REASON_MAX_LENGTH).nullish() }) })
  .transform((reason) => severalLines(reason.value.value ?? ''));
