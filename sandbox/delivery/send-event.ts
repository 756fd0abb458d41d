import { app, team } from '../people.ts';
import type { World } from '../world.ts';
import { deliverEvent, newEventId } from './deliver.ts';

/** Tells the app of something that has happened, if its manifest asks for it. */
export async function sendEvent(
  world: World,
  event: { type: string } & Record<string, unknown>,
): Promise<void> {
  if (!world.manifest.events.includes(event.type)) return;
  const seconds = world.now() / 1000;
  await deliverEvent(world, {
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
    event: { ...event, event_ts: seconds.toFixed(6) },
  });
}
