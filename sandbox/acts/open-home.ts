import { directMessageOf } from '../channels.ts';
import { deliverEvent, newEventId } from '../delivery/deliver.ts';
import { homePayload } from '../delivery/view-payloads.ts';
import { app, type Person, team } from '../people.ts';
import type { World } from '../world.ts';

/** A person opens the app's home tab. */
export async function openHome(world: World, person: Person): Promise<void> {
  if (!world.manifest.events.includes('app_home_opened')) return;
  const home = world.store.state.homes[person.id];
  const seconds = world.now() / 1000;
  await deliverEvent(world, {
    ...envelope(world, seconds),
    event: {
      type: 'app_home_opened',
      user: person.id,
      channel: directMessageOf(person.id),
      tab: 'home',
      event_ts: seconds.toFixed(6),
      ...(home ? { view: homePayload(home) } : {}),
    },
  });
}

function envelope(world: World, seconds: number) {
  return {
    type: 'event_callback',
    token: world.secrets.verificationToken,
    team_id: team.id,
    api_app_id: app.id,
    event_id: newEventId(),
    event_time: Math.floor(seconds),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}
