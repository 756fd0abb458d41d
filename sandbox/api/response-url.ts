import express, { Router } from 'express';
import { z } from 'zod';
import { parseMessage } from '../message-content.ts';
import { parseJson } from '../parse-json.ts';
import { app } from '../people.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { rememberCall, startTimer } from '../traffic.ts';
import { addMessage, changed, type World } from '../world.ts';

const body = z.object({
  text: z.unknown().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

/** The addresses at which the app answers what a person did, without a token. */
export function responseUrlEndpoint(world: World): Router {
  const router = Router();
  // Whatever it says that it is.
  router.use(express.text({ type: () => true, limit: '2mb' }));
  router.post('/:key', (request, response) => {
    const timed = startTimer(world.now);
    const said = typeof request.body === 'string' ? parseJson(request.body) : undefined;
    const target = world.responseUrls.use(request.params.key);
    const result =
      'error' in target
        ? { error: target.error, status: 404, messages: [], warnings: [] }
        : respond(world, target, said);
    const error = 'error' in result ? result.error : undefined;
    rememberCall(world.traffic, {
      ...timed(),
      method: 'response_url',
      request: said,
      response: error === undefined ? { ok: true } : { ok: false, error },
      warnings: result.warnings,
    });
    world.changes.announce();
    if (error === undefined) response.type('text/plain').send('ok');
    else
      response.status('status' in result ? result.status : 400).json({
        ok: false,
        error,
        response_metadata: { messages: 'messages' in result ? result.messages : [] },
      });
  });
  return router;
}

type Result = { warnings: string[] } | { error: string; messages: string[]; warnings: string[] };

function respond(world: World, target: ResponseTarget, raw: unknown): Result {
  const parsed = body.safeParse(raw);
  if (!parsed.success) return { error: 'invalid_payload', messages: [], warnings: [] };
  const { response_type, replace_original, delete_original, thread_ts, ...content } = parsed.data;
  const { messages } = world.store.state;
  const original = messages.find(({ ts }) => ts === target.messageTs);
  if (delete_original) {
    if (original) messages.splice(messages.indexOf(original), 1);
    changed(world);
    return { warnings: [] };
  }
  const message = parseMessage(content);
  if (!message.ok) return { error: message.error, messages: message.messages, warnings: [] };
  if (replace_original && original) {
    original.text = message.message.text;
    if (message.message.blocks) original.blocks = message.message.blocks;
    else delete original.blocks;
    changed(world);
  } else
    addMessage(world, {
      channel: target.channel,
      user: app.botUserId,
      ...message.message,
      ...(response_type === 'ephemeral' ? { onlyFor: target.personId } : {}),
      ...(thread_ts ? { threadTs: thread_ts } : {}),
    });
  return { warnings: message.warnings };
}
