import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { firstMembers } from './channels.ts';
import { parseJson } from './parse-json.ts';
import { cast, personFields } from './people.ts';
import { messageBlocks } from './validation/blocks.ts';
import { richOption } from './validation/texts.ts';
import { home } from './validation/views.ts';

const message = z.object({
  ts: z.string(),
  channel: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: messageBlocks.optional(),
  threadTs: z.string().optional(),
  /** An answer in a thread that the conversation shows as well. */
  broadcast: z.boolean().optional(),
  edited: z.boolean().optional(),
  /** Options that the app has suggested for external menus. */
  suggested: z.array(richOption).optional(),
  /** The only person who sees it. */
  onlyFor: z.string().optional(),
  /** Ids; one that is not among the state's files has been deleted. */
  files: z.array(z.string()).optional(),
});
export type Message = z.infer<typeof message>;

const storedFile = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Who uploaded it. */
  user: z.string(),
  /** Seconds. */
  created: z.number(),
  altText: z.string().optional(),
});
export type StoredFile = z.infer<typeof storedFile>;

const homeOf = z.object({
  id: z.string(),
  hash: z.string(),
  view: home,
  suggested: z.array(richOption).optional(),
});

const stateFile = z.object({
  messages: z.array(message),
  /** A file of an older version has nobody: there was only the cast. */
  people: z.array(personFields).default(cast),
  members: z.record(z.string(), z.array(z.string())),
  homes: z.record(z.string(), homeOf),
  files: z.array(storedFile).default([]),
  /** The accounts that the sandbox has made for the cast; incomplete after something went wrong. */
  cast: z
    .object({
      password: z.string(),
      signInAt: z.string(),
      accounts: z.array(z.object({ fullName: z.string(), email: z.string() })),
      isComplete: z.boolean(),
    })
    .optional(),
});
type State = z.infer<typeof stateFile>;

export interface Store {
  state: State;
  /** Has the state written soon; many calls are one write. */
  touch(): void;
  /** Resolves when everything is on disk. */
  flush(): Promise<void>;
}

export async function openStore(dataDir: string | undefined): Promise<Store> {
  if (dataDir === undefined)
    return { state: emptyState(), touch: () => undefined, flush: () => Promise.resolve() };
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'sandbox.json');
  const state = await load(file);
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => save(file, state));
    return writing;
  };
  return {
    state,
    touch: () => {
      timer ??= setTimeout(() => void write(), 100);
    },
    flush: () => (timer ? write() : writing),
  };
}

function emptyState(): State {
  const people = cast();
  return { messages: [], people, members: firstMembers(people), homes: {}, files: [] };
}

async function load(file: string): Promise<State> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return emptyState();
  const parsed = stateFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  // Written by another version: the sandbox starts afresh rather than not at all, and nothing is thrown away.
  await rename(file, `${file}.unreadable`);
  return emptyState();
}

async function save(file: string, state: State): Promise<void> {
  const lasting = { ...state, messages: state.messages.filter(({ onlyFor }) => onlyFor === undefined) };
  await writeFile(`${file}.new`, JSON.stringify(lasting));
  await rename(`${file}.new`, file);
}
