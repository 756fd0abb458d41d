import { z } from 'zod';
import { type Channel, channels, directMessageOf, personOfDirectMessage } from '../channels.ts';
import { app, personById, team } from '../people.ts';
import { changed, membersOf, type World } from '../world.ts';
import { defineMethod, fail, ok } from './method.ts';
import { paged, pageFields } from './paged.ts';

const created = 1_735_689_600;

function slackChannel(world: World, { id, name, topic }: Channel) {
  const members = membersOf(world, id) ?? [];
  return {
    id,
    name,
    name_normalized: name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: name === 'general',
    is_member: members.includes(app.botUserId),
    is_shared: false,
    is_ext_shared: false,
    created,
    creator: 'U0OLIVIA00',
    context_team_id: team.id,
    num_members: members.length,
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

const slackDirectMessage = (id: string, user: string) => ({
  id,
  created,
  is_archived: false,
  is_im: true,
  is_org_shared: false,
  user,
});

/** What each kind of conversation takes to read it. */
const scopeOfType = new Map([
  ['public_channel', 'channels:read'],
  ['private_channel', 'groups:read'],
  ['mpim', 'mpim:read'],
  ['im', 'im:read'],
]);
const holds = ({ manifest }: World, scope: string) => manifest.scopes.includes(scope);
const missingScope = ({ manifest }: World, needed: string) =>
  fail('missing_scope', [], { needed, provided: manifest.scopes.join(',') });
/** The scope that the app lacks to read about a conversation. */
const lacking = (world: World, channel: string) =>
  [channel.startsWith('D') ? 'im:read' : 'channels:read'].find((scope) => !holds(world, scope));

const named = (channel: string) => channels.find(({ id }) => id === channel);
const flag = z.union([z.boolean(), z.stringbool()]).default(false);

export const conversationMethods = [
  defineMethod(
    'conversations.list',
    null,
    {
      types: z.string().default('public_channel'),
      exclude_archived: flag,
      ...pageFields,
    },
    (world, { types, ...page }) => {
      const wanted = types.split(',').map((type) => type.trim());
      if (wanted.some((type) => !scopeOfType.has(type))) return fail('invalid_types');
      const missing = wanted.map((type) => scopeOfType.get(type) ?? '').find((scope) => !holds(world, scope));
      if (missing) return missingScope(world, missing);
      const listed = [
        ...(wanted.includes('public_channel') ? channels.map((channel) => slackChannel(world, channel)) : []),
        ...(wanted.includes('im')
          ? world.people.map(({ id }) => slackDirectMessage(directMessageOf(id), id))
          : []),
      ];
      return paged('channels', listed, page);
    },
  ),
  defineMethod('conversations.info', null, { channel: z.string() }, (world, { channel }) => {
    const scope = lacking(world, channel);
    if (scope) return missingScope(world, scope);
    const found = named(channel);
    if (found) return ok({ channel: slackChannel(world, found) });
    const person = personOfDirectMessage(world.people, channel);
    return person ? ok({ channel: slackDirectMessage(channel, person.id) }) : fail('channel_not_found');
  }),
  defineMethod(
    'conversations.members',
    null,
    { channel: z.string(), ...pageFields },
    (world, { channel, ...page }) => {
      const scope = lacking(world, channel);
      if (scope) return missingScope(world, scope);
      const person = personOfDirectMessage(world.people, channel);
      const members = person ? [person.id, app.botUserId] : membersOf(world, channel);
      return members ? paged('members', members, page) : fail('channel_not_found');
    },
  ),
  defineMethod('conversations.join', 'channels:join', { channel: z.string() }, (world, { channel }) => {
    const found = named(channel);
    const members = membersOf(world, channel);
    if (!found || !members) return fail('channel_not_found');
    const already = members.includes(app.botUserId);
    if (!already) members.push(app.botUserId);
    changed(world);
    return ok({
      channel: slackChannel(world, found),
      ...(already
        ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
        : {}),
    });
  }),
  defineMethod(
    'conversations.open',
    // A real Slack asks for im:write; a message to a person's id needs only chat:write.
    'im:write',
    { users: z.string().optional(), channel: z.string().optional(), return_im: flag },
    (world, { users, channel, return_im }) => {
      // Several people are a group, which needs a scope of its own, and which there is none of here.
      if (users?.includes(','))
        return holds(world, 'mpim:write')
          ? fail('method_not_supported_for_channel_type')
          : missingScope(world, 'mpim:write');
      const userId = users ?? (channel ? personOfDirectMessage(world.people, channel)?.id : undefined);
      const person = userId === undefined ? undefined : personById(world.people, userId);
      if (!userId || !person) return fail(users ? 'user_not_found' : 'channel_not_found');
      if (person.isDeleted) return fail('user_disabled');
      const id = directMessageOf(userId);
      return ok({ channel: return_im ? slackDirectMessage(id, userId) : { id } });
    },
  ),
];
