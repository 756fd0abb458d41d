import { z } from 'zod';
import { identifier, plainText } from './texts.ts';

const typed = {
  action_id: identifier,
  placeholder: plainText(150).optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
    })
    .optional(),
};

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .superRefine(({ initial_value, min_length, max_length }, context) => {
    if (min_length !== undefined && max_length !== undefined && min_length > max_length)
      context.addIssue({ code: 'custom', path: ['min_length'], message: 'must be at most max_length' });
    if (initial_value && max_length && initial_value.length > max_length)
      context.addIssue({
        code: 'custom',
        path: ['initial_value'],
        message: `must be less than ${max_length + 1} characters`,
      });
  });

const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().max(3000).optional(),
});

const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...typed,
  initial_value: z.string().max(3000).optional(),
});

const number = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number');

const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: number.optional(),
    min_value: number.optional(),
    max_value: number.optional(),
  })
  .superRefine(({ initial_value, min_value, max_value, is_decimal_allowed }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (Number(min_value) > Number(max_value)) refuse('min_value', 'must be at most max_value');
    if (Number(initial_value) < Number(min_value)) refuse('initial_value', 'must be at least min_value');
    if (Number(initial_value) > Number(max_value)) refuse('initial_value', 'must be at most max_value');
    if (!is_decimal_allowed && initial_value?.includes('.')) refuse('initial_value', 'must be an integer');
  });

/** The fields into which people write. */
export const textInputs = [plainTextInput, emailInput, urlInput, numberInput] as const;
