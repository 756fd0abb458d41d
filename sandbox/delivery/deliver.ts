import type { Envelope } from '../socket/envelope.ts';
import { remember } from '../traffic.ts';
import type { World } from '../world.ts';
import { type RequestOptions, sendByHttp } from './by-http.ts';
import type { Delivery } from './delivery.ts';

/** What is sent, in the shape of each of the two ways. */
interface Parcel {
  kind: string;
  envelope: Envelope;
  http: { body: string } & RequestOptions;
}

/** Interactions whose acknowledgement may bring a view or options along. */
const answerable = ['view_submission', 'block_suggestion'];

/** A slash command. */
export function deliverCommand(world: World, fields: Record<string, string>): Promise<Delivery> {
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
): Promise<Delivery> {
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

/** An event of the Events API. */
export function deliverEvent(world: World, payload: EventEnvelope): Promise<Delivery> {
  return send(world, {
    kind: payload.event.type,
    envelope: {
      type: 'events_api',
      payload,
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
    },
    http: { body: JSON.stringify(payload), contentType: 'application/json' },
  });
}

async function send(world: World, { kind, envelope, http: { body, ...options } }: Parcel): Promise<Delivery> {
  const delivery = await (world.delivery === 'socket'
    ? world.sockets.ask(envelope)
    : sendByHttp(world, body, options));
  remember(world.traffic.deliveries, {
    kind,
    by: world.delivery,
    body: envelope.payload,
    ...(delivery.outcome === 'answered' ? { status: delivery.status } : {}),
  });
  world.changes.announce();
  return delivery;
}
