import { deliverInteraction } from '../delivery/deliver.ts';
import { acknowledged } from '../delivery/delivery.ts';
import { messageOrigin, origin } from '../delivery/payloads.ts';
import { app, type Person } from '../people.ts';
import type { Message } from '../state.ts';
import { changed, offeredShortcuts, visibleMessages, type World } from '../world.ts';
import { requireSignedIn } from './signed-in.ts';

export type ChosenShortcut = { ok: true } | { ok: false; message: string };

/** A person chooses one of the app's shortcuts, from anywhere or from a message's menu. */
export async function chooseShortcut(
  world: World,
  person: Person,
  callbackId: string,
  place?: { channel: string; ts: string },
): Promise<ChosenShortcut> {
  requireSignedIn(person);
  const type = place ? 'message' : 'global';
  const shortcut = offeredShortcuts(world).find((one) => one.callbackId === callbackId && one.type === type);
  const message = place && shortcutMessage(world, person, place);
  if (!shortcut || (place && !message))
    return { ok: false, message: `${world.manifest.name} has no such shortcut here.` };
  const delivery = await deliverInteraction(world, {
    type: message ? 'message_action' : 'shortcut',
    ...origin(world, person),
    callback_id: callbackId,
    action_ts: (world.now() / 1000).toFixed(6),
    ...(message ? messageFields(world, person, message) : {}),
  });
  changed(world);
  return acknowledged(delivery)
    ? { ok: true }
    : { ok: false, message: `${world.manifest.name} did not respond to “${shortcut.name}”. Try again?` };
}

/** Slack offers no shortcuts on what only one person sees. */
function shortcutMessage(
  world: World,
  person: Person,
  { channel, ts }: { channel: string; ts: string },
): Message | undefined {
  return visibleMessages(world, person.id, channel).find((one) => one.ts === ts && one.onlyFor === undefined);
}

function messageFields(world: World, person: Person, message: Message) {
  const { container: _, ...where } = messageOrigin(world, message);
  // An answer takes the place of the app's own messages only.
  const original = message.user === app.botUserId ? { messageTs: message.ts } : {};
  const target = { personId: person.id, channel: message.channel, ...original };
  return {
    ...where,
    message_ts: message.ts,
    response_url: `${world.base()}${world.responseUrls.issue(target)}`,
  };
}
