import { channelName } from '../channels.ts';
import { app, type Person, team } from '../people.ts';
import type { Message } from '../state.ts';
import type { World } from '../world.ts';
import { attachedFilePayload } from './file-payload.ts';

/** What every interaction payload says about where it comes from. */
export function origin(world: World, person: Person) {
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    team: { id: team.id, domain: team.domain },
    api_app_id: app.id,
    token: world.secrets.verificationToken,
    trigger_id: world.triggers.issue(person.id),
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A message as the Web API answers it and interactions carry it. */
export function messagePayload(world: World, message: Message) {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    ...(message.user === app.botUserId ? { bot_id: app.botId, app_id: app.id } : {}),
    team: team.id,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.files
      ? { files: message.files.map((id) => attachedFilePayload(world, id)), upload: false }
      : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
  };
}

/** Where in a conversation something was pressed. */
export function messageOrigin(world: World, message: Message) {
  return {
    channel: { id: message.channel, name: channelName(message.channel) },
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.onlyFor !== undefined,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    // Slack sends no content of a message that only one person sees.
    ...(message.onlyFor === undefined ? { message: messagePayload(world, message) } : {}),
  };
}
