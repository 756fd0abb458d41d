import {
  ExpressReceiver,
  type Logger,
  LogLevel,
  type Receiver,
  SocketModeReceiver,
  verifySlackRequest,
} from '@slack/bolt';
import express, { type Express, type RequestHandler } from 'express';
import type { SlackConfig } from './config.ts';
import { type Log, withoutSecrets } from './log.ts';
import { isSlackRequest } from './slack-request.ts';

const EVENTS_PATH = '/slack/events';

/** How Slack's requests come in: by signed HTTP through `app`, or by a Socket Mode connection. */
export function createReceiver(app: Express, slack: SlackConfig, log: Log): Receiver {
  const logger = boltLogger(log);
  if (slack.receive.by === 'socket') {
    return new SocketModeReceiver({
      appToken: slack.receive.appToken,
      logger,
      installerOptions: { ...(slack.apiUrl && { clientOptions: { slackApiUrl: slack.apiUrl } }) },
    });
  }
  const { signingSecret } = slack.receive;
  app.post(
    EVENTS_PATH,
    express.raw({ type: () => true, limit: '1mb' }),
    verifySignature(signingSecret, log),
    requireReadable(log),
  );
  return new ExpressReceiver({
    app,
    signingSecret,
    endpoints: EVENTS_PATH,
    signatureVerification: false,
    logger,
  });
}

/** Bolt's own check answers with an empty page; this one says which of the two things was wrong. */
function verifySignature(signingSecret: string, log: Log): RequestHandler {
  return (request, response, next) => {
    const body: unknown = request.body;
    const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    try {
      verifySlackRequest({
        signingSecret,
        body: rawBody.toString('utf8'),
        headers: {
          'x-slack-signature': request.get('x-slack-signature') ?? '',
          'x-slack-request-timestamp': Number(request.get('x-slack-request-timestamp') ?? Number.NaN),
        },
      });
    } catch (error) {
      const stale = error instanceof Error && error.message.includes('stale');
      const answer = stale
        ? {
            error: 'stale_request',
            message: 'This request is older than five minutes, so it may be a replay. Slack sends a new one.',
          }
        : {
            error: 'invalid_signature',
            message:
              'This request does not carry the signature of the Slack app. Check SLACK_SIGNING_SECRET.',
          };
      log.warn({ reason: answer.error }, 'slack request refused');
      response.status(401).json(answer);
      return;
    }
    // Where the receiver looks for a body that was read already.
    Object.assign(request, { rawBody });
    next();
  };
}

/** Bolt would let what it cannot make sense of wait, or write it to the log. */
function requireReadable(log: Log): RequestHandler {
  return (request, response, next) => {
    const body: unknown = request.body;
    if (
      isSlackRequest(request.get('content-type') ?? '', Buffer.isBuffer(body) ? body.toString('utf8') : '')
    ) {
      next();
      return;
    }
    log.warn({ reason: 'unreadable_request' }, 'slack request refused');
    response.status(400).json({
      error: 'unreadable_request',
      message: 'This is neither a command, nor an interaction, nor an event of Slack.',
    });
  };
}

/** Requests, answers and messages, which Bolt and its clients write out where they say what they do. */
const contents = /(?:\{|\[|\bbody: ).*/s;

/**
 * Bolt's messages; its chatter only at debug and trace. Where that quotes payloads, as it does of all that comes and goes
 * by Socket Mode, they are left out: people's words and keys to answer with stand in them.
 */
export function boltLogger(log: Log): Logger {
  const write = (level: 'trace' | 'debug' | 'warn' | 'error', parts: unknown[]) => {
    // Made only for a reader: with every call of the Web API comes its whole body.
    if (!log.isLevelEnabled(level)) return;
    const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
    log[level](withoutSecrets(level === 'trace' ? text.replace(contents, '…') : text));
  };
  return {
    debug: (...parts) => write('trace', parts),
    info: (...parts) => write('debug', parts),
    warn: (...parts) => write('warn', parts),
    error: (...parts) => write('error', parts),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
