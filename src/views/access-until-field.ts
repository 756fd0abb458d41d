import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { plainText } from './text.ts';

/** The last day of somebody's access, in a form; empty: it does not end. */
export function accessUntilField(initial: Date | null, hint: string): KnownBlock {
  return {
    type: 'input',
    block_id: 'access_until',
    optional: true,
    label: plainText('Access Until'),
    hint: plainText(hint),
    element: {
      type: 'datepicker',
      action_id: 'value',
      placeholder: plainText('No end'),
      ...(initial && { initial_date: initial.toISOString().slice(0, 10) }),
    },
  };
}

export const submittedAccessUntil = z
  .object({ value: z.object({ selected_date: z.iso.date().nullish() }) })
  .transform(({ value }) => (value.selected_date ? new Date(`${value.selected_date}T00:00:00Z`) : null));
