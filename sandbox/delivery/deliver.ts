import { remember } from '../traffic.ts';
import type { World } from '../world.ts';
import { sign } from './sign.ts';

export interface DeliveryOptions {
  path?: string;
  /** Seconds since 1970. */
  timestamp?: number;
  signature?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

export type Delivery =
  | { outcome: 'answered'; status: number; body: string }
  | { outcome: 'late' | 'unreachable' };

const form = 'application/x-www-form-urlencoded';

/** Sends a signed request to the bot, as Slack does, and waits for its acknowledgement. */
export async function deliver(world: World, body: string, options: DeliveryOptions = {}): Promise<Delivery> {
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
    return { outcome: 'answered', status: response.status, body: await response.text() };
  } catch {
    return { outcome: patience.aborted ? 'late' : 'unreachable' };
  }
}

/** A slash command. */
export async function deliverCommand(world: World, fields: Record<string, string>): Promise<Delivery> {
  const delivery = await deliver(world, new URLSearchParams(fields).toString());
  record(world, 'command', fields, delivery);
  return delivery;
}

/** Something pressed, submitted, closed or looked up. */
export async function deliverInteraction(
  world: World,
  payload: { type: string } & Record<string, unknown>,
): Promise<Delivery> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const delivery = await deliver(world, body);
  record(world, payload.type, payload, delivery);
  return delivery;
}

/** An event of the Events API. */
export async function deliverEvent(
  world: World,
  envelope: { event: { type: string } & Record<string, unknown> } & Record<string, unknown>,
): Promise<Delivery> {
  const delivery = await deliver(world, JSON.stringify(envelope), { contentType: 'application/json' });
  record(world, envelope.event.type, envelope, delivery);
  return delivery;
}

function record(world: World, kind: string, body: unknown, delivery: Delivery): void {
  remember(world.traffic.deliveries, {
    kind,
    body,
    ...(delivery.outcome === 'answered' ? { status: delivery.status } : {}),
  });
  world.changes.announce();
}

/** Whether the bot said 2xx in time. */
export function acknowledged(delivery: Delivery): delivery is Extract<Delivery, { outcome: 'answered' }> {
  return delivery.outcome === 'answered' && delivery.status >= 200 && delivery.status < 300;
}
