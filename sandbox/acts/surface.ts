import { messageOrigin } from '../delivery/payloads.ts';
import { homePayload, modalPayload } from '../delivery/view-payloads.ts';
import type { Person } from '../people.ts';
import { currentValues, type TypedValues } from '../shared/inputs.ts';
import type { Place } from '../shared/operation.ts';
import { slackState } from '../state-values.ts';
import type { Block } from '../validation/blocks.ts';
import type { Option } from '../validation/texts.ts';
import { visibleMessages, type World } from '../world.ts';

/** What a person looks at: a message, a modal or the home tab, with what Slack says of it when something is done in it. */
export interface Surface {
  blocks: Block[];
  /** Keeps the options that the app suggests for menus; they stay known when others are suggested. */
  holder: { suggested?: Option[] | undefined };
  payload: object;
}

/** undefined: it is no longer there. */
export function surfaceOf(
  world: World,
  person: Person,
  place: Place,
  typed: TypedValues | undefined,
): Surface | undefined {
  if (place.kind === 'message') {
    const message = visibleMessages(world, person.id, place.channel).find(({ ts }) => ts === place.ts);
    if (!message?.blocks) return undefined;
    const state = slackState(message.blocks, typed ?? {}, message.suggested);
    return { blocks: message.blocks, holder: message, payload: { ...messageOrigin(world, message), state } };
  }
  if (place.kind === 'home') {
    const home = world.store.state.homes[person.id];
    if (!home) return undefined;
    const state = slackState(home.view.blocks, typed ?? {}, home.suggested);
    const view = { ...homePayload(home), state };
    const container = { type: 'view', view_id: home.id };
    return { blocks: home.view.blocks, holder: home, payload: { container, view } };
  }
  const modal = world.modals.find(place.viewId);
  if (modal?.personId !== person.id) return undefined;
  if (typed) modal.typed = currentValues(modal.view.blocks, typed);
  const container = { type: 'view', view_id: modal.id };
  return {
    blocks: modal.view.blocks,
    holder: modal,
    payload: { container, view: modalPayload(world, modal) },
  };
}
