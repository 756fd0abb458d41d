import { z } from 'zod';

export const reference = z.object({ id: z.uuid(), revision: z.number().int() });

/** Which invitation or user a button or a form is about, as it was when that was made. */
export type Reference = z.infer<typeof reference>;

export function readReference(value: string): Reference {
  return reference.parse(JSON.parse(value));
}

/** The value of a button. */
export function referenceText({ id, revision }: Reference): string {
  return JSON.stringify({ id, revision } satisfies Reference);
}

const holding = z.object({ id: z.uuid(), userId: z.uuid() });

/** Who has which asset, or a seat of which license, as whoever presses a button saw it. */
export type Holding = z.infer<typeof holding>;

export function readHolding(value: string): Holding {
  return holding.parse(JSON.parse(value));
}

/** The value of a button. */
export function holdingText({ id, userId }: Holding): string {
  return JSON.stringify({ id, userId } satisfies Holding);
}
