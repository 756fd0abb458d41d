import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Store, StoredFile } from './state.ts';

/** Bytes; the largest file that Slack takes. */
export const largestFile = 1024 ** 3;

/** A file that somebody has begun to upload. */
interface Upload {
  file: StoredFile;
  bytes: 'awaited' | 'arriving' | 'arrived';
}

export interface Files {
  /** Makes room for a file; what is posted with the ticket are its bytes. */
  announce(file: Omit<StoredFile, 'id'>): { id: string; ticket: string };
  /** The file that a ticket is for; a ticket is used up when its bytes have arrived. */
  expected(ticket: string): StoredFile | undefined;
  /** Streams the bytes to the disk. False: they were not as many as announced, or the ticket is none. */
  receive(ticket: string, bytes: Readable): Promise<boolean>;
  /** Whether the bytes of an upload are there and nobody has completed it yet. */
  isComplete(id: string): boolean;
  /** Turns an upload into a file that is there to stay. */
  keep(id: string, title?: string): StoredFile | undefined;
  find(id: string): StoredFile | undefined;
  /** Takes a file away; messages that showed it say so. */
  remove(id: string): void;
  /** Folder in which each file lies under its id. */
  folder: string;
  /** Resolves when nothing is left on disk that need not be. */
  close(): Promise<void>;
}

/** Bytes are on disk, in the data folder or in one that goes with the sandbox; what is known of them is in the state. */
export async function openFiles(store: Store, dataDir: string | undefined): Promise<Files> {
  const folder = dataDir
    ? path.join(dataDir, 'files')
    : await mkdtemp(path.join(tmpdir(), 'local-slack-files-'));
  await mkdir(folder, { recursive: true });
  const { state } = store;
  const uploads = new Map<string, Upload>();
  await dropStrays(folder, state.files);
  let cleaning = Promise.resolve();
  const drop = (id: string) => {
    cleaning = cleaning.then(() => rm(path.join(folder, id), { force: true }));
  };
  const find = (id: string) => state.files.find((file) => file.id === id);
  const byId = (wanted: string) => [...uploads].find(([, { file }]) => file.id === wanted);

  return {
    folder,
    find,
    announce: (announced) => {
      const file = { id: `F0${randomBytes(5).toString('hex').toUpperCase().slice(0, 9)}`, ...announced };
      const ticket = randomBytes(24).toString('base64url');
      uploads.set(ticket, { file, bytes: 'awaited' });
      return { id: file.id, ticket };
    },
    expected: (ticket) => {
      const upload = uploads.get(ticket);
      return upload?.bytes === 'awaited' ? upload.file : undefined;
    },
    receive: async (ticket, source) => {
      const upload = uploads.get(ticket);
      if (upload?.bytes !== 'awaited') return false;
      upload.bytes = 'arriving';
      const { id, size } = upload.file;
      const arrived = await write(source, path.join(folder, id), size);
      if (!arrived) await rm(path.join(folder, id), { force: true });
      upload.bytes = arrived ? 'arrived' : 'awaited';
      return arrived;
    },
    isComplete: (id) => byId(id)?.[1].bytes === 'arrived',
    keep: (id, title) => {
      const [ticket, upload] = byId(id) ?? [];
      if (ticket === undefined || upload?.bytes !== 'arrived') return undefined;
      uploads.delete(ticket);
      const file = { ...upload.file, ...(title ? { title } : {}) };
      state.files.push(file);
      store.touch();
      return file;
    },
    remove: (id) => {
      state.files = state.files.filter((file) => file.id !== id);
      store.touch();
      drop(id);
    },
    close: async () => {
      for (const { file } of uploads.values()) drop(file.id);
      await cleaning;
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the last run had begun and not finished, as Slack discards it. */
async function dropStrays(folder: string, files: StoredFile[]): Promise<void> {
  const kept = new Set(files.map(({ id }) => id));
  const strays = (await readdir(folder)).filter((name) => !kept.has(name));
  await Promise.all(strays.map((name) => rm(path.join(folder, name), { force: true })));
}

/** Whether exactly so many bytes have come; not one more is written. */
async function write(bytes: Readable, file: string, size: number): Promise<boolean> {
  let count = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count += chunk.length;
      // What is too much is read nevertheless: who sends it gets to hear that it is.
      if (count > size) done();
      else done(null, chunk);
    },
  });
  try {
    await pipeline(bytes, counted, createWriteStream(file));
  } catch {
    return false;
  }
  return count === size;
}
