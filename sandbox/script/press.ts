import { operate } from '../acts/operate.ts';
import type { Person } from '../people.ts';
import { textOf } from '../shared/plain-text.ts';
import type { World } from '../world.ts';
import type { Control } from './controls.ts';

export interface PressOptions {
  /** Answers a confirmation with its second button: nothing is sent. */
  deny?: boolean;
}

/** The words with which the person was asked, where they were. */
export interface Pressed {
  confirmation?: string;
}

/** Presses something, answers the confirmation, and waits for the app's acknowledgement. */
export async function press(
  world: World,
  person: Person,
  { place, blockId, actionId, value, confirm }: Control,
  { deny = false }: PressOptions = {},
): Promise<Pressed> {
  const asked = confirm ? { confirmation: textOf(confirm.text) } : {};
  if (deny && confirm) return asked;
  const typed = place.kind === 'modal' ? world.modals.find(place.viewId)?.typed : undefined;
  const result = await operate(world, person, {
    place,
    blockId,
    actionId,
    ...(value === undefined ? {} : { value }),
    ...(typed ? { typed } : {}),
  });
  if (!result.ok) throw new Error(result.message);
  return asked;
}
