import { z } from 'zod';
import { deliverInteraction } from '../delivery/deliver.ts';
import { acknowledged } from '../delivery/delivery.ts';
import { origin } from '../delivery/payloads.ts';
import { parseJson } from '../parse-json.ts';
import type { Person } from '../people.ts';
import type { Place } from '../shared/operation.ts';
import type { Suggestions } from '../shared/suggestions.ts';
import { refuseAnswer } from '../traffic.ts';
import { elementsOf } from '../validation/blocks.ts';
import { complaints } from '../validation/complaints.ts';
import { option, optionGroup } from '../validation/texts.ts';
import { changed, type World } from '../world.ts';
import { requireSignedIn } from './signed-in.ts';
import { surfaceOf } from './surface.ts';

const answered = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(100) }),
]);

/** Where a menu does not say how much has to be typed. */
const SHORTEST_QUERY = 3;

export interface Lookup {
  place: Place;
  blockId: string;
  actionId: string;
  query: string;
}

/** A person types into a menu whose options the app looks up. */
export async function suggestOptions(world: World, person: Person, lookup: Lookup): Promise<Suggestions> {
  requireSignedIn(person);
  const surface = surfaceOf(world, person, lookup.place, undefined);
  const block = surface?.blocks.find(({ block_id }) => block_id === lookup.blockId);
  const element = block && elementsOf(block).find(({ action_id }) => action_id === lookup.actionId);
  if (!surface || (element?.type !== 'external_select' && element?.type !== 'multi_external_select'))
    return { groups: [], problem: 'This menu is no longer there.' };
  if (lookup.query.length < (element.min_query_length ?? SHORTEST_QUERY)) return { groups: [] };
  if (world.delivery === 'http' && !world.manifest.hasOptionsUrl)
    return {
      groups: [],
      problem: 'Slack does not know whom to ask: the manifest has no message_menu_options_url.',
    };
  const { trigger_id: _, ...sender } = origin(world, person);
  const delivery = await deliverInteraction(world, {
    type: 'block_suggestion',
    ...sender,
    ...surface.payload,
    action_id: lookup.actionId,
    block_id: lookup.blockId,
    value: lookup.query,
  });
  if (!acknowledged(delivery))
    return { groups: [], problem: `${world.manifest.name} did not answer with options.` };
  const answer = answered.safeParse(parseJson(delivery.body), { reportInput: true });
  if (!answer.success) {
    const words = why(answer.error.issues);
    refuseAnswer(world.traffic, delivery.id, words);
    return { groups: [], problem: `Slack does not take these options. ${words.join(' ')}` };
  }
  const groups =
    'options' in answer.data
      ? [{ label: '', options: answer.data.options }]
      : answer.data.option_groups.map(({ label, options }) => ({ label: label.text, options }));
  const found = groups.flatMap(({ options }) => options);
  const { holder } = surface;
  const others = (holder.suggested ?? []).filter(({ value }) => !found.some((one) => one.value === value));
  holder.suggested = [...others, ...found];
  changed(world);
  return { groups };
}

/** Of the two shapes that an answer may have, the one that it comes nearer to. */
function why(issues: z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return complaints([issue], '');
    const nearest = issue.errors.find((shape) => !shape.some(({ code }) => code === 'unrecognized_keys'));
    return complaints(nearest ?? issue.errors[0] ?? [], '');
  });
}
