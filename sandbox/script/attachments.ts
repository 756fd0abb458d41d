import { Readable } from 'node:stream';
import { uploadFile } from '../acts/upload-file.ts';
import type { Person } from '../people.ts';
import { attachmentRefusal } from '../shared/file-limits.ts';
import type { FileInput } from '../validation/elements.ts';
import type { World } from '../world.ts';

/** A file that a person has. */
export interface Attachment {
  name: string;
  content: string | Uint8Array;
}

/** Chooses files as a person does in the client; returns their ids. */
export async function attachAll(
  world: World,
  person: Person,
  element: FileInput,
  held: number,
  files: Attachment[],
): Promise<string[]> {
  const candidates = files.map(({ name, content }) => {
    const bytes = Buffer.from(content);
    return { name, size: bytes.length, bytes };
  });
  const refusal = attachmentRefusal(element, held, candidates);
  if (refusal) throw new Error(refusal);
  const uploaded = await Promise.all(
    candidates.map(({ bytes, ...file }) => uploadFile(world, person, file, Readable.from([bytes]))),
  );
  return uploaded.flatMap((file) => file?.id ?? []);
}
