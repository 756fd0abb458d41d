import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { World } from '../world.ts';

/** A file that a person sees. */
export interface SeenFile {
  id: string;
  name: string;
  title: string;
  /** Bytes. */
  size: number;
  /** The words for who cannot see an image. */
  altText: string | undefined;
  /** What the person would download. */
  read(): Promise<Uint8Array>;
}

/** Of a message or field, the files that have not been deleted. */
export function seenFiles({ files }: World, ids: string[] = []): SeenFile[] {
  return ids.flatMap((id) => {
    const file = files.find(id);
    if (!file) return [];
    const { name, title, size, altText } = file;
    return [{ id, name, title, size, altText, read: () => readFile(path.join(files.folder, id)) }];
  });
}
