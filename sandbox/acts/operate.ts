import { deliverInteraction } from '../delivery/deliver.ts';
import { acknowledged } from '../delivery/delivery.ts';
import { messageOrigin, origin } from '../delivery/payloads.ts';
import { homePayload, modalPayload } from '../modals.ts';
import type { Person } from '../people.ts';
import { currentValues } from '../shared/inputs.ts';
import type { Operation } from '../shared/operation.ts';
import { slackState, slackValue } from '../state-values.ts';
import { type Block, elementsOf } from '../validation/blocks.ts';
import type { Option } from '../validation/texts.ts';
import { changed, visibleMessages, type World } from '../world.ts';

export type Operated = { ok: true } | { ok: false; message: string };

/** A person presses a button, chooses from a menu, or changes a field that acts at once. */
export async function operate(world: World, person: Person, operation: Operation): Promise<Operated> {
  const surface = surfaceOf(world, person, operation);
  const action = surface && actionOf(world, surface.blocks, operation, surface.suggested);
  if (!surface || !action) return { ok: false, message: 'This button is no longer there.' };
  const delivery = await deliverInteraction(world, {
    type: 'block_actions',
    ...origin(world, person),
    ...surface.payload,
    actions: [action],
  });
  changed(world);
  return acknowledged(delivery)
    ? { ok: true }
    : { ok: false, message: `${world.manifest.name} did not respond. Try again?` };
}

interface Surface {
  blocks: Block[];
  suggested: Option[];
  payload: object;
}

function surfaceOf(world: World, person: Person, { place, typed = {} }: Operation): Surface | undefined {
  if (place.kind === 'message') {
    const message = visibleMessages(world, person.id, place.channel).find(({ ts }) => ts === place.ts);
    if (!message?.blocks) return undefined;
    const target = { personId: person.id, channel: message.channel, messageTs: message.ts };
    const payload = {
      ...messageOrigin(message),
      state: slackState(message.blocks, typed, []),
      response_url: `${world.base()}${world.responseUrls.issue(target)}`,
    };
    return { blocks: message.blocks, suggested: [], payload };
  }
  if (place.kind === 'home') {
    const home = world.store.state.homes[person.id];
    if (!home) return undefined;
    const view = { ...homePayload(home), state: slackState(home.view.blocks, typed, []) };
    return {
      blocks: home.view.blocks,
      suggested: [],
      payload: { container: { type: 'view', view_id: home.id }, view },
    };
  }
  const modal = world.modals.find(place.viewId);
  if (modal?.personId !== person.id) return undefined;
  modal.typed = currentValues(modal.view.blocks, typed);
  return {
    blocks: modal.view.blocks,
    suggested: modal.suggested,
    payload: { container: { type: 'view', view_id: modal.id }, view: modalPayload(modal) },
  };
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
  return { ...common, ...slackValue(element, operation.value ?? null, suggested) };
}
