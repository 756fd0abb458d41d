import type { World } from '../world.ts';
import type { Delivery } from './delivery.ts';
import { sign } from './sign.ts';

export interface RequestOptions {
  path?: string;
  /** Seconds since 1970. */
  timestamp?: number;
  signature?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

const form = 'application/x-www-form-urlencoded';

/** Sends a signed request to the bot, as Slack does, and waits for its acknowledgement. */
export async function sendByHttp(
  world: World,
  body: string,
  options: RequestOptions = {},
): Promise<Delivery> {
  // Real time, not the world's: it is the bot's clock that this has to agree with.
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000));
  const patience = AbortSignal.timeout(world.acknowledgeWithin);
  try {
    const response = await fetch(new URL(options.path ?? '/slack/events', world.botUrl()), {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': options.contentType ?? form,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': options.signature ?? sign(world.secrets.signingSecret, timestamp, body),
        ...options.headers,
      },
      body,
      signal: patience,
    });
    const noRetry = response.headers.get('x-slack-no-retry') === '1';
    return { outcome: 'answered', status: response.status, body: await response.text(), noRetry };
  } catch {
    return { outcome: patience.aborted ? 'late' : 'unreachable' };
  }
}
