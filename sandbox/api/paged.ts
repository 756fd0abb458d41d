import { z } from 'zod';
import { type Answer, count, fail, ok } from './method.ts';

/** The arguments of a method that answers in pages. */
export const pageFields = { limit: count(100), cursor: z.string().default('') };

/** One page of a list under its name, and the cursor of the next. */
export function paged<T>(
  name: string,
  items: T[],
  { limit, cursor }: { limit: number; cursor: string },
  beside: Record<string, unknown> = {},
): Answer {
  const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  if (!Number.isInteger(from) || from < 0 || from > items.length) return fail('invalid_cursor');
  const next = from + limit < items.length ? Buffer.from(String(from + limit)).toString('base64') : '';
  return ok({ ...beside, [name]: items.slice(from, from + limit), response_metadata: { next_cursor: next } });
}
