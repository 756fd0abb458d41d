import { channels } from '../channels.ts';
import { app } from '../people.ts';
import { isMember, type World } from '../world.ts';

/** Where the bot may write: its direct messages, and the channels that it is in. */
export function writable(world: World, id: string | undefined): { id: string } | { error: string } {
  if (!id) return { error: 'channel_not_found' };
  const isChannel = channels.some((channel) => channel.id === id);
  return isChannel && !isMember(world, id, app.botUserId) ? { error: 'not_in_channel' } : { id };
}
