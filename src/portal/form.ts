import type { Request } from 'express';
import { z } from 'zod';
import { typedName } from '../users/typed-text.ts';

const text = z.string().max(2000).catch('');

/** The one-line fields of a form; what is missing or is no text counts as empty. Passwords are taken as typed. */
export function formFields<Name extends string>(request: Request, names: readonly Name[]) {
  const body = z.record(z.string(), z.unknown()).catch({}).parse(request.body);
  return z.record(z.enum(names), z.string()).parse(
    Object.fromEntries(
      names.map((name) => {
        const typed = text.parse(body[name]);
        return [name, name === 'password' ? typed : typedName(typed)];
      }),
    ),
  );
}
