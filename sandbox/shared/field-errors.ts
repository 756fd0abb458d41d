import type { Block } from '../validation/blocks.ts';
import { type Field, fieldsOf, type Typed, type TypedValues } from './inputs.ts';

/** What Slack itself finds wrong with a form before it bothers the app, by block id. */
export function fieldErrors(blocks: Block[], values: TypedValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of fieldsOf(blocks)) {
    if (!field.input) continue;
    const error = fieldError(field, values[field.blockId]?.[field.actionId] ?? null);
    if (error) errors[field.blockId] = error;
  }
  return errors;
}

function fieldError({ element, input }: Field, value: Typed): string | undefined {
  if (value === null || value.length === 0)
    return input?.optional ? undefined : 'Please complete this required field.';
  if (typeof value !== 'string') return undefined;
  switch (element.type) {
    case 'plain_text_input':
      if (value.length > (element.max_length ?? 3000))
        return `Please use at most ${element.max_length ?? 3000} characters.`;
      if (value.length < (element.min_length ?? 0))
        return `Please use at least ${element.min_length} characters.`;
      return undefined;
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid URL.';
    case 'number_input':
      return numberError(value, element);
    default:
      return undefined;
  }
}

function numberError(
  value: string,
  { is_decimal_allowed, min_value, max_value }: Extract<Field['element'], { type: 'number_input' }>,
): string | undefined {
  const number = Number(value);
  if (Number.isNaN(number) || (!is_decimal_allowed && !Number.isInteger(number)))
    return is_decimal_allowed ? 'Please enter a number.' : 'Please enter a whole number.';
  if (min_value !== undefined && number < Number(min_value)) return `Please enter at least ${min_value}.`;
  if (max_value !== undefined && number > Number(max_value)) return `Please enter at most ${max_value}.`;
  return undefined;
}
