import { App } from '@slack/bolt';
import { z } from 'zod';
import type { SlackEdge } from '../../src/commands/edge.ts';
import { registerCommands } from '../../src/commands/index.ts';

/** The patterns of the slash commands that the bot answers. */
export function answeredCommands(): RegExp[] {
  return registrations('command').map((pattern) => {
    if (!(pattern instanceof RegExp)) throw new Error('a command is registered other than through onCommand');
    return pattern;
  });
}

/** The names of the events that the bot listens to. */
export function heardEvents(): string[] {
  return registrations('event').map(String);
}

const shortcut = z.object({ callback_id: z.string(), type: z.enum(['shortcut', 'message_action']) });

/** The shortcuts that the bot answers, named and typed as in the manifest. */
export function answeredShortcuts(): { callback_id: string; type: 'global' | 'message' }[] {
  return z
    .array(shortcut)
    .parse(registrations('shortcut'))
    .map(({ callback_id, type }) => ({ callback_id, type: type === 'shortcut' ? 'global' : 'message' }));
}

/** What the bot registers with Bolt under one of the app's methods. */
function registrations(method: 'command' | 'event' | 'shortcut'): unknown[] {
  const registered: unknown[] = [];
  const app = new App({ signingSecret: 'none', authorize: () => Promise.reject(new Error('nothing runs')) });
  const recorder = new Proxy(app, {
    get: (target, key) =>
      key === method ? (pattern: unknown) => registered.push(pattern) : Reflect.get(target, key).bind(target),
  });
  registerCommands(recorder, unusedEdge);
  return registered;
}

/** Registering a handler touches nothing of this. */
const unusedEdge = new Proxy<SlackEdge>(Object.create(null), {
  get: (_edge, key) => {
    throw new Error(`${String(key)} is used while handlers are registered`);
  },
});
