import { z } from 'zod';
import type { FormProblem } from './pages/form-parts.tsx';
import type { PortalWords } from './words/portal-words.ts';

const firstName = z.string().min(1).max(100);
/** Some people have one name. */
const lastName = z.string().max(100);

/** Names as typed; only what is missing or overlong is wrong with them. */
export function nameProblem(
  fields: { firstName: string; lastName: string },
  words: PortalWords,
): FormProblem | undefined {
  if (!firstName.safeParse(fields.firstName).success) {
    return { field: 'firstName', title: words.wrongFirstName, text: [] };
  }
  if (!lastName.safeParse(fields.lastName).success) {
    return { field: 'lastName', title: words.wrongLastName, text: [] };
  }
  return undefined;
}
