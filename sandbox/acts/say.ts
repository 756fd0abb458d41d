import type { Person } from '../people.ts';
import { addMessage, isMember, type World } from '../world.ts';
import { type CommandReply, runCommand } from './run-command.ts';

/** A person types into the message field and presses Enter. */
export async function say(
  world: World,
  person: Person,
  channel: string,
  text: string,
): Promise<CommandReply> {
  if (text.startsWith('/')) return runCommand(world, person, channel, text);
  if (!isMember(world, channel, person.id)) return { ok: false, text: 'You are not in this channel.' };
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  addMessage(world, { channel, user: person.id, text: escaped });
  return { ok: true, text: '' };
}
