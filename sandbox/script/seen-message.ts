import { until } from '../changes.ts';
import { readMessage } from '../message-content.ts';
import type { Person } from '../people.ts';
import { mrkdwnText } from '../shared/plain-text.ts';
import type { Message } from '../state.ts';
import type { Block } from '../validation/blocks.ts';
import { visibleMessages, type World } from '../world.ts';
import { buttonTexts, controlsOf } from './controls.ts';
import { type Pressed, type PressOptions, press } from './press.ts';
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
  /** Presses a button of the message, or an entry of its menu, once it is there. */
  click(text: string, options?: PressOptions): Promise<Pressed>;
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
    click: async (wanted, options) => {
      const place = { kind: 'message' as const, channel, ts };
      // As it is by then: the app may have changed it.
      const offered = () =>
        controlsOf(
          place,
          visibleMessages(world, person.id, channel).find((one) => one.ts === ts)?.blocks ?? [],
        );
      const control = await until(
        world.changes,
        () => offered().find((one) => one.text === wanted),
        () =>
          `The message has no button "${wanted}"; it has: ${offered()
            .map((one) => one.text)
            .join(', ')}.`,
      );
      return press(world, person, control, options);
    },
    shortcut: (name) => useShortcut(world, person, name, message),
  };
}
