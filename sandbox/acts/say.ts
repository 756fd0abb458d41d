import { channels } from '../channels.ts';
import type { Person } from '../people.ts';
import { messageText } from '../shared/mentions.ts';
import { addMessage, canWrite, isMember, tellPrivately, type World } from '../world.ts';
import { type CommandReply, runCommand } from './run-command.ts';
import { requireSignedIn } from './signed-in.ts';

/** A person types into the message field of a conversation, or of a thread in it, and presses Enter. */
export async function say(
  world: World,
  person: Person,
  channel: string,
  text: string,
  threadTs?: string,
): Promise<CommandReply> {
  requireSignedIn(person);
  const refusal = notHere(world, person, channel);
  if (refusal) return { ok: false, text: refusal };
  const inThread = threadTs === undefined ? {} : { threadTs };
  if (text.startsWith('/')) {
    if (threadTs === undefined) return runCommand(world, person, channel, text);
    const words = `${text.split(/\s/)[0]} is not supported in threads. Sorry!`;
    tellPrivately(world, person.id, channel, words, inThread);
    return { ok: false, text: words };
  }
  const named = messageText(text, { people: world.people, channels });
  addMessage(world, { channel, user: person.id, text: named, ...inThread });
  return { ok: true, text: '' };
}

/** Why a person can write nothing there, commands included. */
function notHere(world: World, person: Person, channel: string): string | undefined {
  if (!isMember(world, channel, person.id)) return 'You are not in this channel.';
  return canWrite(world, channel) ? undefined : 'Sending messages to this app has been turned off.';
}
