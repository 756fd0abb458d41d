import { z } from 'zod';
import { parseJson, unreadable } from '../parse-json.ts';
import type { World } from '../world.ts';

export type Answer =
  | ({ ok: true } & Record<string, unknown>)
  | { ok: false; error: string; messages: string[]; extra?: Record<string, unknown> };

export const ok = (content: Record<string, unknown> = {}): Answer => ({ ok: true, ...content });

/** An error as Slack names it; `messages` are the lines of `response_metadata`. */
export const fail = (error: string, messages: string[] = [], extra?: Record<string, unknown>): Answer => ({
  ok: false,
  error,
  messages,
  ...(extra ? { extra } : {}),
});

/** An answer with what Slack's documentation frowns upon in the call. */
export interface Outcome {
  answer: Answer;
  warnings?: string[];
}

/** The bot's token, the app-level one, the one for app configuration, or none at all. */
export type TokenType = 'bot' | 'app' | 'configuration' | 'nobody';

export interface Method {
  name: string;
  /** Whose token it takes. */
  tokens: TokenType[];
  /** The scope it needs; null where any token will do. */
  scope: string | null;
  call(world: World, fields: unknown): Outcome | { malformed: z.core.$ZodIssue[] };
}

/** One method of the Web API: what it needs, what it takes, what it does. Unknown arguments are ignored, as by Slack. */
export function defineMethod<Shape extends z.ZodRawShape>(
  name: string,
  scope: string | null,
  shape: Shape,
  run: (world: World, input: z.infer<z.ZodObject<Shape>>) => Answer | Outcome,
  tokens: TokenType[] = ['bot'],
): Method {
  const schema = z.object(shape);
  return {
    name,
    tokens,
    scope,
    call: (world, fields) => {
      const input = schema.safeParse(fields, { reportInput: true });
      if (!input.success) return { malformed: input.error.issues };
      const result = run(world, input.data);
      return 'ok' in result ? { answer: result } : result;
    },
  };
}

/** An argument that is JSON, as text in a form and as itself in a JSON body. */
export const json = z.preprocess(
  (value) => (typeof value === 'string' ? (parseJson(value) ?? unreadable) : value),
  z.unknown(),
);

/** An argument that is true or false, possibly written in a form. */
export const flag = z.union([z.boolean(), z.stringbool()]).default(false);

/** An argument that is a number, possibly written in a form. */
export const count = (fallback: number) => z.coerce.number().int().min(1).max(1000).default(fallback);
