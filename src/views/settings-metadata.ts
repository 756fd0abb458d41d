import { z } from 'zod';

const metadata = z.object({ revision: z.number().int() });

/** What a form of the settings remembers: which revision of them it began with. */
export function settingsMetadata(revision: number): string {
  return JSON.stringify({ revision } satisfies z.infer<typeof metadata>);
}

export function readSettingsRevision(text: string): number {
  return metadata.parse(JSON.parse(text)).revision;
}
