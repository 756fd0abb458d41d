import { sendEvent } from '../delivery/send-event.ts';
import { app } from '../people.ts';
import { changed, type World } from '../world.ts';

/** An admin removes the app: its token is worth nothing any more, and its commands are gone. */
export async function uninstallApp(world: World): Promise<void> {
  world.installation = 'uninstalled';
  changed(world);
  await Promise.all([sendTokensRevoked(world), sendEvent(world, { type: 'app_uninstalled' })]);
}

/** The bot's token is revoked, and the app stays. */
export async function revokeToken(world: World): Promise<void> {
  world.installation = 'revoked';
  changed(world);
  await sendTokensRevoked(world);
}

/** As it was, with the same token, so that the bot need not be started anew. */
export function installApp(world: World): void {
  world.installation = 'installed';
  changed(world);
}

function sendTokensRevoked(world: World): Promise<void> {
  return sendEvent(world, { type: 'tokens_revoked', tokens: { oauth: [], bot: [app.botUserId] } });
}
