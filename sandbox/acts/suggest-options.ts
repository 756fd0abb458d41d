import { z } from 'zod';
import { deliverInteraction } from '../delivery/deliver.ts';
import { acknowledged } from '../delivery/delivery.ts';
import { origin } from '../delivery/payloads.ts';
import { modalPayload } from '../delivery/view-payloads.ts';
import { parseJson } from '../parse-json.ts';
import type { Person } from '../people.ts';
import { type Option, option, optionGroup } from '../validation/texts.ts';
import { changed, type World } from '../world.ts';

const suggestions = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(100) }),
]);

/** A person types into a menu whose options the app looks up. */
export async function suggestOptions(
  world: World,
  person: Person,
  lookup: { viewId: string; blockId: string; actionId: string; query: string },
): Promise<Option[]> {
  const modal = world.modals.find(lookup.viewId);
  if (modal?.personId !== person.id) return [];
  const { trigger_id: _, ...sender } = origin(world, person);
  const delivery = await deliverInteraction(world, {
    type: 'block_suggestion',
    ...sender,
    container: { type: 'view', view_id: modal.id },
    view: modalPayload(world, modal),
    action_id: lookup.actionId,
    block_id: lookup.blockId,
    value: lookup.query,
  });
  if (!acknowledged(delivery)) return [];
  const answer = suggestions.safeParse(parseJson(delivery.body));
  if (!answer.success) return [];
  const found =
    'options' in answer.data
      ? answer.data.options
      : answer.data.option_groups.flatMap((group) => group.options);
  modal.suggested = [
    ...modal.suggested.filter(({ value }) => !found.some((one) => one.value === value)),
    ...found,
  ];
  changed(world);
  return found;
}
