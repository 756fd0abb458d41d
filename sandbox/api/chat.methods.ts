import { z } from 'zod';
import { resolveChannel } from '../channels.ts';
import { messagePayload } from '../delivery/payloads.ts';
import { parseMessage } from '../message-content.ts';
import { app, personById } from '../people.ts';
import { addMessage, changed, isMember, type World } from '../world.ts';
import { defineMethod, fail, flag, json, ok } from './method.ts';
import { writable } from './writable.ts';

const inThread = { thread_ts: z.string().optional() };
const content = { text: z.string().optional(), blocks: json.optional() };

export const chatMethods = [
  defineMethod(
    'chat.postMessage',
    'chat:write',
    { channel: z.string(), ...inThread, reply_broadcast: flag, ...content },
    (world, { channel, thread_ts, reply_broadcast, ...rest }) => {
      const place = writable(world, resolveChannel(world.people, channel));
      if ('error' in place) return fail(place.error);
      const parsed = parseMessage(rest);
      if (!parsed.ok) return fail(parsed.error, parsed.messages);
      const message = addMessage(world, {
        channel: place.id,
        user: app.botUserId,
        ...parsed.message,
        ...(thread_ts ? { threadTs: thread_ts, broadcast: reply_broadcast } : {}),
      });
      return {
        answer: ok({ channel: place.id, ts: message.ts, message: messagePayload(world, message) }),
        warnings: parsed.warnings,
      };
    },
  ),
  defineMethod(
    'chat.postEphemeral',
    'chat:write',
    { channel: z.string(), user: z.string(), ...inThread, ...content },
    (world, { channel, user, thread_ts, ...rest }) => {
      const place = writable(world, resolveChannel(world.people, channel));
      if ('error' in place) return fail(place.error);
      if (!personById(world.people, user) || !isMember(world, place.id, user))
        return fail('user_not_in_channel');
      const parsed = parseMessage(rest);
      if (!parsed.ok) return fail(parsed.error, parsed.messages);
      const message = addMessage(world, {
        channel: place.id,
        user: app.botUserId,
        ...parsed.message,
        onlyFor: user,
        ...(thread_ts ? { threadTs: thread_ts } : {}),
      });
      return { answer: ok({ message_ts: message.ts }), warnings: parsed.warnings };
    },
  ),
  defineMethod(
    'chat.update',
    'chat:write',
    { channel: z.string(), ts: z.string(), ...content },
    (world, { channel, ts, ...rest }) => {
      if (!isConversation(world, channel)) return fail('channel_not_found');
      const message = lasting(world, channel, ts);
      if (!message) return fail('message_not_found');
      if (message.user !== app.botUserId) return fail('cant_update_message');
      const parsed = parseMessage(rest);
      if (!parsed.ok) return fail(parsed.error, parsed.messages);
      message.text = parsed.message.text;
      // Text alone takes the place of blocks as well: an update says the whole message anew.
      if (parsed.message.blocks) message.blocks = parsed.message.blocks;
      else delete message.blocks;
      message.edited = true;
      changed(world);
      return {
        answer: ok({
          channel: message.channel,
          ts,
          text: message.text,
          message: messagePayload(world, message),
        }),
        warnings: parsed.warnings,
      };
    },
  ),
  defineMethod(
    'chat.delete',
    'chat:write',
    { channel: z.string(), ts: z.string() },
    (world, { channel, ts }) => {
      if (!isConversation(world, channel)) return fail('channel_not_found');
      const message = lasting(world, channel, ts);
      if (!message) return fail('message_not_found');
      if (message.user !== app.botUserId) return fail('cant_delete_message');
      const { messages } = world.store.state;
      messages.splice(messages.indexOf(message), 1);
      changed(world);
      return ok({ channel: message.channel, ts });
    },
  ),
  defineMethod(
    'chat.getPermalink',
    null,
    { channel: z.string(), message_ts: z.string() },
    (world, { channel, message_ts }) => {
      if (!isConversation(world, channel)) return fail('channel_not_found');
      if (!lasting(world, channel, message_ts)) return fail('message_not_found');
      const permalink = `${world.base()}/archives/${channel}/p${message_ts.replace('.', '')}`;
      return ok({ channel, permalink });
    },
  ),
];

/** Whether it is the id of a conversation: names, and people's ids, are for new messages only. */
const isConversation = ({ people }: World, channel: string) => resolveChannel(people, channel) === channel;

/** A message that the Web API can name: ephemeral ones it cannot. */
function lasting(world: World, channel: string, ts: string) {
  return world.store.state.messages.find(
    (one) => one.channel === channel && one.ts === ts && one.onlyFor === undefined,
  );
}
