import { z } from 'zod';
import { type Reference, reference } from './reference.ts';

/**
 * What a view on top of another one remembers, in its metadata: what is below it, so that this can be shown anew when
 * something was done on top. Slack does not tell what the views below hold.
 */
const below = z.object({ kind: z.string(), metadata: z.string() });

export type ViewBelow = z.infer<typeof below>;

const formMetadata = reference.extend({ below: below.optional() });
const detailsMetadata = z.object({ id: z.uuid(), below: below.optional() });

/** The metadata of a form that is about an invitation or a user. */
export function formMetadataText(form: Reference & { below?: ViewBelow | undefined }): string {
  const { id, revision, below } = form;
  return JSON.stringify({ id, revision, ...(below && { below }) } satisfies z.infer<typeof formMetadata>);
}

export function readFormMetadata(text: string) {
  const { below, ...about } = formMetadata.parse(JSON.parse(text));
  return { about, below };
}

/** The metadata of the view that shows one invitation or user. */
export function detailsMetadataText(details: { id: string; below?: ViewBelow | undefined }): string {
  const { id, below } = details;
  return JSON.stringify({ id, ...(below && { below }) } satisfies z.infer<typeof detailsMetadata>);
}

export function readDetailsMetadata(text: string) {
  return detailsMetadata.parse(JSON.parse(text));
}
