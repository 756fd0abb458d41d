import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { resolveChannel } from '../channels.ts';
import type { CallFault } from '../faults.ts';
import { parseJson } from '../parse-json.ts';
import { rememberCall, startTimer } from '../traffic.ts';
import { complaints } from '../validation/complaints.ts';
import type { World } from '../world.ts';
import { appMethods } from './apps.methods.ts';
import { chatMethods } from './chat.methods.ts';
import { conversationMethods } from './conversations.methods.ts';
import { fileMethods } from './files.methods.ts';
import { identityMethods } from './identity.methods.ts';
import { interruption } from './interrupt.ts';
import { type Answer, fail, type Method, type TokenType } from './method.ts';
import { oauthMethods } from './oauth.methods.ts';
import { viewMethods } from './views.methods.ts';
import { charsetWarnings, withWarnings } from './warnings.ts';

const methods = new Map<string, Method>(
  [
    ...appMethods,
    ...oauthMethods,
    ...identityMethods,
    ...conversationMethods,
    ...chatMethods,
    ...fileMethods,
    ...viewMethods,
  ].map((method) => [method.name, method]),
);

/** Every method that the sandbox knows. */
export const methodNames = [...methods.keys()];

const anyFields = z.record(z.string(), z.unknown()).catch({});

/** Slack's Web API, at the place where a WebClient looks for it. */
export function webApi(world: World): Router {
  const router = Router();
  router.use(
    express.urlencoded({ extended: false, limit: '2mb' }),
    express.text({ type: 'application/json', limit: '2mb' }),
  );
  router.all('/:method', async (request, response) => {
    const timed = startTimer(world.now);
    const given = argumentsOf(request);
    const fields = 'error' in given ? {} : given.fields;
    const { method } = request.params;
    const fault = world.faults.ofCall(method) ?? tooMuch(world, method, fields);
    if (fault?.fault === 'slow') await pause(fault.ms);
    const interrupted = interruption(fault);
    const { answer, warnings: found } =
      interrupted && !(fault && 'done' in fault && fault.done)
        ? { answer: fail(interrupted.error), warnings: [] }
        : 'error' in given
          ? { answer: fail(given.error), warnings: [] }
          : answerCall(world, request, fields);
    const warnings = [...found, ...charsetWarnings(request.method, request.get('content-type'))];
    const sent = wireFormat(answer, warnings);
    const { token: _, ...recorded } = fields;
    rememberCall(world.traffic, {
      ...timed(),
      method,
      request: recorded,
      response: sent,
      warnings,
    });
    world.changes.announce();
    if (interrupted) interrupted.send(response);
    else send(world, response, sent);
  });
  return router;
}

/** What a call says, in its address and in its body: a form, or JSON. */
function argumentsOf({
  method,
  query,
  body,
}: Request<{ method: string }>): { fields: Record<string, unknown> } | { error: string } {
  if (method === 'GET') return { fields: anyFields.parse(query) };
  if (typeof body !== 'string' || body === '') return { fields: { ...query, ...anyFields.parse(body) } };
  const json = parseJson(body);
  if (json === undefined) return { error: 'invalid_json' };
  const object = z.record(z.string(), z.unknown()).safeParse(json);
  return object.success ? { fields: { ...query, ...object.data } } : { error: 'json_not_object' };
}

function answerCall(
  world: World,
  request: Request<{ method: string }>,
  fields: Record<string, unknown>,
): { answer: Answer; warnings: string[] } {
  const only = (answer: Answer) => ({ answer, warnings: [] });
  const method = methods.get(request.params.method);
  const needsToken = !method?.tokens.includes('nobody');
  const held = needsToken ? holder(world, tokenOf(request, fields)) : undefined;
  if (held && 'error' in held) return only(fail(held.error));
  const lost = held?.type === 'bot' ? lossOf(world) : undefined;
  if (lost) return only(fail(lost));
  if (!method) return only(fail('unknown_method', [], { req_method: request.params.method }));
  if (held && !method.tokens.includes(held.type)) return only(fail('not_allowed_token_type'));
  if (held && method.scope !== null && !held.scopes.includes(method.scope))
    return only(fail('missing_scope', [], { needed: method.scope, provided: held.scopes.join(',') }));
  const outcome = method.call(world, needsToken ? fields : { ...basicCredentials(request), ...fields });
  if ('malformed' in outcome) return only(fail('invalid_arguments', complaints(outcome.malformed, '')));
  return { answer: outcome.answer, warnings: outcome.warnings ?? [] };
}

const tokenOf = (request: Request, fields: Record<string, unknown>) =>
  /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? fields.token;

/** What an app says of itself where it has no token yet. */
function basicCredentials(request: Request): Record<string, unknown> {
  const encoded = /^Basic (.+)$/.exec(request.get('authorization') ?? '')?.[1];
  if (encoded === undefined) return {};
  const [client_id = '', client_secret = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
  return { client_id, client_secret };
}

/** Whose token it is, and what it may do. */
function holder(
  { secrets, manifest }: World,
  token: unknown,
): { type: TokenType; scopes: string[] } | { error: string } {
  switch (token) {
    case undefined:
      return { error: 'not_authed' };
    case secrets.botToken:
      return { type: 'bot', scopes: manifest.scopes };
    case secrets.appToken:
      return { type: 'app', scopes: ['connections:write'] };
    case secrets.configurationToken:
      return { type: 'configuration', scopes: [] };
    default:
      return { error: 'invalid_auth' };
  }
}

/** A message more than Slack lets through now. */
function tooMuch(
  { rateLimits, people }: World,
  method: string,
  { channel }: Record<string, unknown>,
): CallFault | undefined {
  if (method !== 'chat.postMessage' || typeof channel !== 'string') return undefined;
  const retryAfter = rateLimits?.count(resolveChannel(people, channel) ?? channel);
  return retryAfter === undefined ? undefined : { fault: 'rate_limited', method, times: 1, retryAfter };
}

/** Why the bot's token is worth nothing any more. */
function lossOf({ installation }: World): string | undefined {
  if (installation === 'uninstalled') return 'account_inactive';
  return installation === 'revoked' ? 'token_revoked' : undefined;
}

function wireFormat(answer: Answer, warnings: string[]) {
  if (answer.ok) return withWarnings(answer, warnings);
  const { messages, extra, error } = answer;
  return {
    ok: false,
    error,
    ...extra,
    ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
  };
}

function send(world: World, response: Response, body: object): void {
  response
    .set('x-slack-req-id', randomBytes(16).toString('hex'))
    .set('x-oauth-scopes', world.manifest.scopes.join(','))
    .json(body);
}
