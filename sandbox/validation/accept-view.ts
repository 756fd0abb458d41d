import type { z } from 'zod';
import { unreadable } from '../parse-json.ts';
import { fieldsOf } from '../shared/inputs.ts';
import type { Block } from './blocks.ts';
import { complaints } from './complaints.ts';

const maximumBytes = 250 * 1024;
const scopeForFiles = 'files:read';

interface Refusal {
  ok: false;
  error: string;
  /** The lines of `response_metadata`. */
  messages: string[];
  extra?: Record<string, unknown>;
}

/** A view as Slack takes it, in a call as in the answer to a form; or what is wrong with it. */
export function acceptView<View extends { blocks: Block[] }>(
  schema: z.ZodType<View>,
  given: unknown,
  scopes: string[],
): { ok: true; view: View } | Refusal {
  if (given === unreadable)
    return {
      ok: false,
      error: 'invalid_arguments',
      messages: ['[ERROR] must be valid JSON [json-pointer:/view]'],
    };
  if (given !== undefined && Buffer.byteLength(JSON.stringify(given)) > maximumBytes)
    return { ok: false, error: 'view_too_large', messages: [] };
  const parsed = schema.safeParse(given, { reportInput: true });
  if (!parsed.success)
    return { ok: false, error: 'invalid_arguments', messages: complaints(parsed.error.issues, '/view') };
  const asksForFiles = fieldsOf(parsed.data.blocks).some(({ element }) => element.type === 'file_input');
  if (asksForFiles && !scopes.includes(scopeForFiles))
    return {
      ok: false,
      error: 'missing_scope',
      messages: [],
      extra: { needed: scopeForFiles, provided: scopes.join(',') },
    };
  return { ok: true, view: parsed.data };
}
