import { randomBytes } from 'node:crypto';
import type { Envelope } from '../socket/envelope.ts';
import { rememberDelivery, startTimer } from '../traffic.ts';
import type { World } from '../world.ts';
import { type RequestOptions, sendByHttp } from './by-http.ts';
import { acknowledged, type Delivery } from './delivery.ts';

/** What is sent, in the shape of each of the two ways. */
interface Parcel {
  kind: string;
  envelope: Envelope;
  http: { body: string } & RequestOptions;
  retry?: Retry;
}

/** A delivery with the number of its record in the traffic. */
type Recorded = Delivery & { id: number };

/** Interactions whose acknowledgement may bring a view or options along. */
const answerable = ['view_submission', 'block_suggestion'];

/** A slash command. */
export function deliverCommand(world: World, fields: Record<string, string>): Promise<Recorded> {
  return send(world, {
    kind: 'command',
    envelope: { type: 'slash_commands', payload: fields, accepts_response_payload: true },
    http: { body: new URLSearchParams(fields).toString() },
  });
}

/** Something pressed, submitted, closed or looked up. */
export function deliverInteraction(
  world: World,
  payload: { type: string } & Record<string, unknown>,
): Promise<Recorded> {
  return send(world, {
    kind: payload.type,
    envelope: { type: 'interactive', payload, accepts_response_payload: answerable.includes(payload.type) },
    http: { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() },
  });
}

export interface EventEnvelope extends Record<string, unknown> {
  event_id: string;
  event: { type: string } & Record<string, unknown>;
}

interface Retry {
  attempt: number;
  reason: string;
}

/** An event of the Events API. One that is not acknowledged is sent again, three times at most. */
export async function deliverEvent(world: World, payload: EventEnvelope, retry?: Retry): Promise<void> {
  const again = { ...payload, event_id: newEventId() };
  const delivery = await send(world, eventParcel(payload, retry), eventParcel(again, retry));
  const attempt = (retry?.attempt ?? 0) + 1;
  const pause = world.eventRetries[attempt - 1];
  const unwanted = delivery.outcome === 'answered' && delivery.noRetry === true;
  if (pause === undefined || unwanted || acknowledged(delivery)) return;
  const reason = retryReason(world, delivery);
  world.later.after(pause, () => void deliverEvent(world, payload, { attempt, reason }));
}

export const newEventId = () => `Ev${randomBytes(5).toString('hex').toUpperCase()}`;

function retryReason({ delivery: by }: World, { outcome }: Delivery): string {
  if (by === 'socket') return 'timeout';
  if (outcome === 'late') return 'http_timeout';
  return outcome === 'unreachable' ? 'connection_failed' : 'http_error';
}

function eventParcel(payload: EventEnvelope, retry: Retry | undefined): Parcel {
  return {
    kind: payload.event.type,
    envelope: {
      type: 'events_api',
      payload,
      accepts_response_payload: false,
      retry_attempt: retry?.attempt ?? 0,
      retry_reason: retry?.reason ?? '',
    },
    http: {
      body: JSON.stringify(payload),
      contentType: 'application/json',
      ...(retry
        ? {
            headers: {
              'x-slack-retry-num': String(retry.attempt),
              'x-slack-retry-reason': retry.reason,
            },
          }
        : {}),
    },
    ...(retry ? { retry } : {}),
  };
}

/** Sends it, and its twin at the same time where a fault says so; the answer to the first one counts. */
async function send(world: World, parcel: Parcel, twin = parcel): Promise<Recorded> {
  if (!world.faults.isDuplicated(parcel.kind)) return sendOnce(world, parcel);
  const [first] = await Promise.all([sendOnce(world, parcel), sendOnce(world, twin)]);
  return first;
}

async function sendOnce(
  world: World,
  { kind, envelope, http: { body, ...options }, retry }: Parcel,
): Promise<Recorded> {
  const timed = startTimer(world.now);
  const delivery = await (world.delivery === 'socket'
    ? world.sockets.ask(envelope)
    : sendByHttp(world, body, options));
  const id = rememberDelivery(world.traffic, {
    kind,
    by: world.delivery,
    body: envelope.payload,
    outcome: delivery.outcome,
    ...timed(),
    ...(delivery.outcome === 'answered' ? { status: delivery.status, answer: delivery.body } : {}),
    ...(retry ? { retry } : {}),
  });
  world.changes.announce();
  return { ...delivery, id };
}
