import { z } from 'zod';
import type { FormProblem } from './pages/form-parts.tsx';

const name = z.string().min(1).max(100);

/** Names as typed; only what is missing or overlong is wrong with them. */
export function nameProblem(fields: { firstName: string; lastName: string }): FormProblem | undefined {
  if (!name.safeParse(fields.firstName).success) {
    return { field: 'firstName', title: 'Enter your first name, in at most 100 characters.', text: [] };
  }
  if (!name.safeParse(fields.lastName).success) {
    return { field: 'lastName', title: 'Enter your last name, in at most 100 characters.', text: [] };
  }
  return undefined;
}
