import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { createLog } from '../src/log.ts';
import { identifyBot } from '../src/slack-bot.ts';
import { boltLogger } from '../src/slack-receiver.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

type Answer = { status: number; body: Record<string, unknown> };

const bot = { ok: true, bot_id: 'B1', user_id: 'U1', team_id: 'T1', team: 'Acme' };

/** A client of a Slack that gives these answers, the last one for ever; nothing listens there where there are none. */
async function clientOf(...answers: Answer[]): Promise<WebClient> {
  server = createServer((_request, response) => {
    const { status, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500, body: {} };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  const port = typeof place === 'object' ? place?.port : 0;
  if (answers.length === 0) server.close();
  return new WebClient('xoxb-1', {
    slackApiUrl: `http://127.0.0.1:${port}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(createLog('silent')),
  });
}

test.each([
  ['an outage', { status: 503, body: {} }],
  ['a fault of its own', { status: 200, body: { ok: false, error: 'internal_error' } }],
])('a Slack that comes back from %s soon is waited for', async (_what, answer) => {
  const client = await clientOf(answer, { status: 200, body: bot });
  expect(await identifyBot(client)).toEqual({ botId: 'B1', botUserId: 'U1', teamId: 'T1', teamName: 'Acme' });
});

test('whoever has no way to Slack reads where it was looked for, and nothing of the token', async () => {
  const client = await clientOf();
  await expect(identifyBot(client, 600)).rejects.toThrow(
    /^Slack cannot be reached at http:\/\/127\.0\.0\.1:\d+\/api\/: check the network or SLACK_API_URL\.$/,
  );
});

test.each([
  [
    'Slack does not know',
    { ok: false, error: 'invalid_auth' },
    'Slack does not accept SLACK_BOT_TOKEN: invalid_auth.',
  ],
  [
    'is of a person',
    { ok: true, user_id: 'U1', team_id: 'T1' },
    /^SLACK_BOT_TOKEN is not the token of a bot/,
  ],
])('whoever sets a token that %s reads so at once', async (_what, body, sentence) => {
  const began = Date.now();
  await expect(identifyBot(await clientOf({ status: 200, body }))).rejects.toThrow(sentence);
  expect(Date.now() - began).toBeLessThan(2000);
});
