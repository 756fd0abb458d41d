import { chooseShortcut } from '../acts/choose-shortcut.ts';
import type { CommandReply } from '../acts/run-command.ts';
import type { Person } from '../people.ts';
import type { Message } from '../state.ts';
import { offeredShortcuts, type World } from '../world.ts';
import { type Form, topForm } from './form.ts';

export interface Reply {
  ok: boolean;
  /** What the person is told at once; empty where the app answers in another way. */
  text: string;
  /** The form that is open when the app has acknowledged. */
  form?: Form;
}

/** What the person is told, and the form that has come up meanwhile. */
export async function withForm(
  world: World,
  person: Person,
  act: () => Promise<CommandReply>,
): Promise<Reply> {
  const before = topForm(world, person)?.viewId;
  const reply = await act();
  const form = topForm(world, person);
  return { ...reply, ...(form && form.viewId !== before ? { form } : {}) };
}

export function useShortcut(world: World, person: Person, name: string, message?: Message): Promise<Reply> {
  const type = message ? 'message' : 'global';
  const offered = offeredShortcuts(world).filter((one) => one.type === type);
  const found = offered.find((one) => one.name === name);
  if (!found)
    throw new Error(
      `There is no shortcut "${name}"; there are: ${offered.map((one) => one.name).join(', ')}.`,
    );
  return withForm(world, person, async () => {
    const used = await chooseShortcut(world, person, found.callbackId, message);
    return { ok: used.ok, text: used.ok ? '' : used.message };
  });
}
