import { z } from 'zod';
import type { FormProblem } from './pages/form-parts.tsx';

const firstName = z.string().min(1).max(100);
/** Some people have one name. */
const lastName = z.string().max(100);

/** Names as typed; only what is missing or overlong is wrong with them. */
export function nameProblem(fields: { firstName: string; lastName: string }): FormProblem | undefined {
  if (!firstName.safeParse(fields.firstName).success) {
    return { field: 'firstName', title: 'Enter your first name, in at most 100 characters.', text: [] };
  }
  if (!lastName.safeParse(fields.lastName).success) {
    return { field: 'lastName', title: 'Shorten your last name to at most 100 characters.', text: [] };
  }
  return undefined;
}
