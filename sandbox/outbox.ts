import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';

const address = z.object({ email: z.string(), name: z.string().optional() });
const mail = z.object({
  id: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  from: address,
  to: address,
  subject: z.string(),
  html: z.string(),
  text: z.string(),
});
export type Mail = z.infer<typeof mail>;

export interface Outbox {
  /** Newest first. */
  mails(): Mail[];
  close(): void;
}

/** Follows the folder into which the bot puts the mails that it cannot hand to a mail provider. */
export async function openOutbox(folder: string, onChange: () => void): Promise<Outbox> {
  await mkdir(folder, { recursive: true });
  const read = new Map<string, Mail>();
  let reading = Promise.resolve();
  let closed = false;
  const refresh = () => {
    reading = reading.then(async () => {
      if (closed) return;
      if (await readNew(folder, read)) onChange();
    });
    return reading;
  };
  const watcher: FSWatcher = watch(folder, { persistent: false }, () => void refresh());
  await refresh();
  return {
    mails: () => [...read.values()].sort((one, other) => other.createdAt.localeCompare(one.createdAt)),
    close: () => {
      closed = true;
      watcher.close();
    },
  };
}

/** Reads the mails not yet known, forgets the deleted; tells whether anything is different. */
async function readNew(folder: string, known: Map<string, Mail>): Promise<boolean> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json'));
  let different = false;
  for (const file of files) {
    if (known.has(file)) continue;
    const parsed = mail.safeParse(await readJson(path.join(folder, file)));
    // A half-written file is read again at its next change; a foreign one is none of ours.
    if (!parsed.success) continue;
    known.set(file, parsed.data);
    different = true;
  }
  for (const file of known.keys()) if (!files.includes(file)) different = known.delete(file) || different;
  return different;
}

async function readJson(file: string): Promise<unknown> {
  return parseJson(await readFile(file, 'utf8').catch(() => ''));
}
