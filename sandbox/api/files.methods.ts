import { z } from 'zod';
import { directMessageOf, resolveChannel } from '../channels.ts';
import { filePayload } from '../delivery/file-payload.ts';
import { largestFile } from '../files.ts';
import { parseMessage } from '../message-content.ts';
import { app, personById } from '../people.ts';
import { addMessage, changed, type World } from '../world.ts';
import { type Answer, defineMethod, fail, json, ok } from './method.ts';
import { writable } from './writable.ts';

const mostChannels = 100;
const longestAltText = 1000;

const listedFiles = z.preprocess(
  (value) => json.parse(value),
  z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1),
);

export const fileMethods = [
  defineMethod(
    'files.getUploadURLExternal',
    'files:write',
    {
      filename: z.string().min(1),
      length: z.coerce.number().int().min(0),
      // The documentation calls it alt_txt, Slack's client for Node alt_text.
      alt_txt: z.string().optional(),
      alt_text: z.string().optional(),
    },
    (world, { filename, length, alt_txt, alt_text }) => {
      const altText = alt_txt ?? alt_text;
      if (length === 0) return fail('missing_argument');
      if (length > largestFile) return fail('file_upload_size_restricted');
      if ((altText?.length ?? 0) > longestAltText) return fail('alt_txt_too_large');
      const { id, ticket } = world.files.announce({
        name: filename,
        title: filename,
        size: length,
        user: app.botUserId,
        created: Math.floor(world.now() / 1000),
        ...(altText ? { altText } : {}),
      });
      return ok({ upload_url: `${world.base()}/upload/v1/${ticket}`, file_id: id });
    },
  ),
  defineMethod(
    'files.completeUploadExternal',
    'files:write',
    {
      files: listedFiles,
      channel_id: z.string().optional(),
      channels: z.string().optional(),
      thread_ts: z.string().optional(),
      initial_comment: z.string().optional(),
      blocks: json.optional(),
    },
    (world, { files, channel_id, channels = '', thread_ts, initial_comment, blocks }) => {
      const wanted = channels.split(',').filter((one) => one !== '');
      if (wanted.length > mostChannels) return fail('channels_limit_exceeded');
      const places = placesFor(world, channel_id, wanted);
      if ('error' in places) return fail(places.error);
      if (files.some(({ id }) => !world.files.isComplete(id))) return fail('file_not_found');
      const comment = messageBeside(initial_comment, blocks);
      if ('error' in comment) return fail(comment.error, comment.messages);
      const kept = files.flatMap(({ id, title }) => world.files.keep(id, title) ?? []);
      // Slack shares after it has answered: in the answer, no file is anywhere yet.
      const answer = ok({ files: kept.map((file) => filePayload(world, file)) });
      for (const channel of places.ids)
        addMessage(world, {
          channel,
          user: app.botUserId,
          ...comment.content,
          files: kept.map(({ id }) => id),
          ...(thread_ts ? { threadTs: thread_ts } : {}),
        });
      changed(world);
      return answer;
    },
  ),
  defineMethod('files.info', 'files:read', { file: z.string() }, (world, { file: id }) => {
    const file = world.files.find(id);
    return file ? ok({ file: filePayload(world, file), comments: [] }) : missing(world, id);
  }),
  defineMethod('files.delete', 'files:write', { file: z.string() }, (world, { file: id }) => {
    const file = world.files.find(id);
    if (!file) return missing(world, id);
    if (file.user !== app.botUserId) return fail('cant_delete_file');
    world.files.remove(id);
    changed(world);
    return ok();
  }),
];

const missing = (world: World, id: string): Answer =>
  fail(
    world.store.state.messages.some(({ files }) => files?.includes(id)) ? 'file_deleted' : 'file_not_found',
  );

/** `channel_id` is the id of a conversation and nothing else; `channels` may list people as well. */
function placesFor(
  world: World,
  channelId: string | undefined,
  channels: string[],
): { ids: string[] } | { error: string } {
  const references = [
    ...(channelId === undefined ? [] : [idOnly(world, channelId)]),
    ...channels.map((one) => (personById(world.people, one) ? directMessageOf(one) : idOnly(world, one))),
  ];
  const ids: string[] = [];
  for (const reference of references) {
    const place = writable(world, reference);
    if ('error' in place) return place;
    ids.push(place.id);
  }
  return { ids };
}

/** Names and people are no ids of conversations. */
const idOnly = ({ people }: World, reference: string) =>
  resolveChannel(people, reference) === reference ? reference : undefined;

/** What the message says beside its files: the comment, else the blocks, else nothing. */
function messageBeside(comment: string | undefined, blocks: unknown) {
  if (!comment && blocks === undefined) return { content: { text: '' } };
  const parsed = parseMessage(comment ? { text: comment } : { blocks });
  return parsed.ok ? { content: parsed.message } : { error: parsed.error, messages: parsed.messages };
}
