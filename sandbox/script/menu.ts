import { operate } from '../acts/operate.ts';
import { surfaceOf } from '../acts/surface.ts';
import type { Person } from '../people.ts';
import { fieldsOf } from '../shared/inputs.ts';
import type { World } from '../world.ts';
import { type Answer, suggestedTexts, typedFor } from './choices.ts';
import { labelOf } from './form.ts';
import { placesOf } from './places.ts';

/** A menu, picker or set of boxes in a message or on the home tab, which acts at once. */
export interface Menu {
  /** Types into a menu whose options the app looks up; returns what it offers. */
  suggestions(query: string): Promise<string[]>;
  /** Chooses, and waits for the app's acknowledgement. */
  choose(answer: Answer): Promise<void>;
}

/** The newest one of that name: the text beside it, or its placeholder. */
export function menuNamed(world: World, person: Person, name: string): Menu {
  const fields = placesOf(world, person).flatMap(({ place, blocks }) =>
    fieldsOf(blocks).map((field) => ({ place, field, label: labelOf(field, blocks) })),
  );
  const found = fields.find(({ label }) => label === name);
  if (!found)
    throw new Error(`There is no menu "${name}"; there are: ${fields.map(({ label }) => label).join(', ')}.`);
  const { place, field } = found;
  const { blockId, actionId, element } = field;
  return {
    suggestions: (query) => suggestedTexts(world, person, { place, blockId, actionId, query }),
    choose: async (answer) => {
      const suggested = surfaceOf(world, person, place, undefined)?.holder.suggested ?? [];
      const value = typedFor(element, answer, name, { suggested, people: world.people });
      const typed = { [blockId]: { [actionId]: value } };
      const result = await operate(world, person, { place, blockId, actionId, value, typed });
      if (!result.ok) throw new Error(result.message);
    },
  };
}
