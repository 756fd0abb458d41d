import { z } from 'zod';
import { channelName, channels } from '../channels.ts';
import { deliverCommand } from '../delivery/deliver.ts';
import { acknowledged, type Delivery } from '../delivery/delivery.ts';
import { parseMessage, readMessage } from '../message-content.ts';
import { parseJson } from '../parse-json.ts';
import { app, type Person, team } from '../people.ts';
import { escapedCommandText } from '../shared/mentions.ts';
import { refuseAnswer } from '../traffic.ts';
import { addMessage, offeredCommands, tellPrivately, type World } from '../world.ts';

export interface CommandReply {
  ok: boolean;
  /** What the person is told at once; empty where the app answers in another way. */
  text: string;
}

/** A person types a line that begins with a slash. */
export async function runCommand(
  world: World,
  person: Person,
  channel: string,
  line: string,
): Promise<CommandReply> {
  const [command = '', ...rest] = line.trim().split(/ (.*)/s);
  const known = offeredCommands(world).find((one) => one.command === command);
  if (!known) return refuse(world, person, channel, `${command} is not a valid command.`);
  const text = (rest[0] ?? '').trim();
  const delivery = await deliverCommand(world, {
    token: world.secrets.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel,
    channel_name: channelName(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text: known.shouldEscape ? escapedCommandText(text, { people: world.people, channels }) : text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: `${world.base()}${world.responseUrls.issue({ personId: person.id, channel })}`,
    trigger_id: world.triggers.issue(person.id),
  });
  if (!acknowledged(delivery)) return refuse(world, person, channel, failure(world, command, delivery));
  return answer(world, person, channel, command, delivery);
}

function failure({ manifest, botUrl, delivery }: World, command: string, { outcome }: Delivery): string {
  if (outcome === 'late') return `${command} failed because the app did not respond.`;
  const words = `${command} failed with the error "dispatch_failed".`;
  // Slack leaves it at that; whoever tries the app here can do something about it.
  if (outcome !== 'unreachable') return words;
  return delivery === 'socket'
    ? `${words} ${manifest.name} has no Socket Mode connection open: is it running?`
    : `${words} ${manifest.name} cannot be reached at ${botUrl()}: is it running?`;
}

function refuse(world: World, person: Person, channel: string, text: string): CommandReply {
  tellPrivately(world, person.id, channel, text);
  return { ok: false, text };
}

const replyType = z.looseObject({ response_type: z.enum(['ephemeral', 'in_channel']).optional() });

/** The acknowledgement of a command may itself be a message: plain text or JSON. */
function answer(
  world: World,
  person: Person,
  channel: string,
  command: string,
  { body, id }: { body: string; id: number },
): CommandReply {
  if (body.trim() === '') return { ok: true, text: '' };
  const json = parseObject(body);
  const content = parseMessage(json ?? { text: body });
  if (!content.ok) {
    refuseAnswer(world.traffic, id, [content.error, ...content.messages].toReversed());
    return refuse(world, person, channel, `${command} failed with the error "${content.error}".`);
  }
  const type = replyType.safeParse(json ?? {});
  addMessage(world, {
    channel,
    user: app.botUserId,
    ...content.message,
    ...(type.success && type.data.response_type === 'in_channel' ? {} : { onlyFor: person.id }),
  });
  return { ok: true, text: readMessage(content.message) };
}

function parseObject(text: string): object | undefined {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null ? value : undefined;
}
