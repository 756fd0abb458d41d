import type { Request } from 'express';
import { z } from 'zod';
import { type AnyRefusal, Refusal } from '../errors.ts';
import { type FieldName, refusalText } from './refusal-texts.ts';

/** What is wrong with a form, by field. */
export interface FormProblem {
  field: FieldName;
  text: string;
}

/** The text fields of a form; what is missing or is no text counts as empty. */
export function formFields<Name extends string>(request: Request, names: readonly Name[]): Record<Name, string> {
  const body = z.record(z.string(), z.unknown()).catch({}).parse(request.body ?? {});
  const text = z.string().catch('');
  // Passwords as typed, spaces and all.
  const read = (name: Name) => (name === 'password' ? text.parse(body[name]) : text.parse(body[name]).trim());
  return names.reduce((fields, name) => ({ ...fields, [name]: read(name) }), blank(names));
}

function blank<Name extends string>(names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>;
}
