import { readMessage } from '../message-content.ts';
import type { Person } from '../people.ts';
import { mrkdwnText } from '../shared/plain-text.ts';
import type { Message } from '../state.ts';
import type { Block } from '../validation/blocks.ts';
import type { World } from '../world.ts';
import { buttonTexts } from './controls.ts';
import { type Reply, useShortcut } from './reply.ts';
import { type SeenFile, seenFiles } from './seen-file.ts';

export interface SeenMessage {
  ts: string;
  from: string;
  /** The words as a person reads them: those of the blocks where there are any. */
  text: string;
  /** The top-level text, which notifications and screen readers use. */
  fallback: string;
  blocks: Block[];
  buttons: string[];
  files: SeenFile[];
  ephemeral: boolean;
  /** The message in whose thread it stands. */
  threadTs?: string;
  /** Uses one of the app's shortcuts in the message's menu, by its name. */
  shortcut(name: string): Promise<Reply>;
}

/** All that a person reads in a message, and what stands for it in notifications. */
export const wordsOf = ({ text, fallback, files }: SeenMessage) =>
  [text, fallback, ...files.map(({ title }) => title)].join('\n');

export function seenMessage(world: World, person: Person, message: Message): SeenMessage {
  const { ts, user, text, channel, blocks = [], files, onlyFor, threadTs } = message;
  return {
    ts,
    from: user,
    text: blocks.length > 0 ? readMessage(message) : mrkdwnText(text),
    fallback: text,
    blocks,
    buttons: buttonTexts({ kind: 'message', channel, ts }, blocks),
    files: seenFiles(world, files),
    ephemeral: onlyFor !== undefined,
    ...(threadTs ? { threadTs } : {}),
    shortcut: (name) => useShortcut(world, person, name, message),
  };
}
