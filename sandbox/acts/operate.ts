import { deliverInteraction } from '../delivery/deliver.ts';
import { acknowledged } from '../delivery/delivery.ts';
import { sharedFilePayload } from '../delivery/file-payload.ts';
import { origin } from '../delivery/payloads.ts';
import type { Person } from '../people.ts';
import type { Operation } from '../shared/operation.ts';
import { slackValue } from '../state-values.ts';
import { type Block, elementsOf } from '../validation/blocks.ts';
import type { Option } from '../validation/texts.ts';
import { changed, type World } from '../world.ts';
import { requireSignedIn } from './signed-in.ts';
import { surfaceOf } from './surface.ts';

export type Operated = { ok: true } | { ok: false; message: string };

/** A person presses a button, chooses from a menu, or changes a field that acts at once. */
export async function operate(world: World, person: Person, operation: Operation): Promise<Operated> {
  requireSignedIn(person);
  const surface = surfaceOf(world, person, operation.place, operation.typed ?? {});
  const action = surface && actionOf(world, surface.blocks, operation, surface.holder.suggested ?? []);
  if (!surface || !action) return { ok: false, message: 'This button is no longer there.' };
  const delivery = await deliverInteraction(world, {
    type: 'block_actions',
    ...origin(world, person),
    ...surface.payload,
    ...answerAddress(world, person, operation),
    actions: [action],
  });
  changed(world);
  return acknowledged(delivery)
    ? { ok: true }
    : { ok: false, message: `${world.manifest.name} did not respond. Try again?` };
}

/** Where the app may answer what was done in a message. */
function answerAddress(world: World, person: Person, { place }: Operation): { response_url?: string } {
  if (place.kind !== 'message') return {};
  const target = { personId: person.id, channel: place.channel, messageTs: place.ts };
  return { response_url: `${world.base()}${world.responseUrls.issue(target)}` };
}

function actionOf(world: World, blocks: Block[], operation: Operation, suggested: Option[]) {
  const block = blocks.find(({ block_id }) => block_id === operation.blockId);
  const element = block && elementsOf(block).find(({ action_id }) => action_id === operation.actionId);
  if (!element) return undefined;
  const common = {
    action_id: operation.actionId,
    block_id: operation.blockId,
    action_ts: (world.now() / 1000).toFixed(6),
  };
  if (element.type === 'button')
    return {
      ...common,
      type: element.type,
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(element.style ? { style: element.style } : {}),
    };
  if (element.type === 'icon_button') {
    const { type, icon, text, value } = element;
    return { ...common, type, icon, text, ...(value === undefined ? {} : { value }) };
  }
  if (element.type === 'feedback_buttons') {
    const { type, positive_button, negative_button } = element;
    const pressed = [positive_button, negative_button].find(({ value }) => value === operation.value);
    return pressed && { ...common, type, text: pressed.text, value: pressed.value };
  }
  if (element.type === 'overflow') {
    const selected = element.options.find(({ value }) => value === operation.value);
    return selected && { ...common, type: element.type, selected_option: selected };
  }
  return {
    ...common,
    ...slackValue(element, operation.value ?? null, {
      suggested,
      fileOf: (id) => sharedFilePayload(world, id),
    }),
  };
}
