import { channels, directMessageOf } from '../channels.ts';
import type { Person } from '../people.ts';
import type { Place } from '../shared/operation.ts';
import type { Block } from '../validation/blocks.ts';
import { isMember, visibleMessages, type World } from '../world.ts';

/** Everything that the person can operate now, in the order in which it is looked at: a modal hides the rest. */
export function placesOf(world: World, person: Person): { place: Place; blocks: Block[] }[] {
  const modal = world.modals.stackOf(person.id).at(-1);
  if (modal) return [{ place: { kind: 'modal', viewId: modal.id }, blocks: modal.view.blocks }];
  const conversations = [
    directMessageOf(person.id),
    ...channels.filter(({ id }) => isMember(world, id, person.id)).map(({ id }) => id),
  ];
  const messages = conversations
    .flatMap((id) => visibleMessages(world, person.id, id))
    .sort((one, other) => (one.ts < other.ts ? 1 : -1));
  const home = world.store.state.homes[person.id];
  return [
    ...messages.map(({ channel, ts, blocks = [] }) => ({
      place: { kind: 'message' as const, channel, ts },
      blocks,
    })),
    ...(home ? [{ place: { kind: 'home' as const }, blocks: home.view.blocks }] : []),
  ];
}
