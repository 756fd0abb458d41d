import { directMessageOf } from '../channels.ts';
import { sendEvent } from '../delivery/send-event.ts';
import { homePayload } from '../delivery/view-payloads.ts';
import type { Person } from '../people.ts';
import type { World } from '../world.ts';
import { requireSignedIn } from './signed-in.ts';

/** A person opens the app's home tab, or the messages beside it, of which Slack tells by the same event. */
export async function openHome(
  world: World,
  person: Person,
  tab: 'home' | 'messages' = 'home',
): Promise<void> {
  requireSignedIn(person);
  if (world.installation !== 'installed') return;
  const home = world.store.state.homes[person.id];
  await sendEvent(world, {
    type: 'app_home_opened',
    user: person.id,
    channel: directMessageOf(person.id),
    tab,
    ...(home && tab === 'home' ? { view: homePayload(home) } : {}),
  });
}
