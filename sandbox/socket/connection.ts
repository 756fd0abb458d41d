import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Delivery } from '../delivery/delivery.ts';
import { parseJson } from '../parse-json.ts';
import type { DisconnectReason, Envelope } from './envelope.ts';

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** How long Slack lets a connection live after a warning, about. */
const WARNING_MS = 10_000;
const host = 'applink-sandbox';

/** One WebSocket of the bot's. */
export interface Connection {
  /** Open, and not told to go. */
  isFresh(): boolean;
  isOpen(): boolean;
  /** Resolves at the acknowledgement, when the time is over, or when the connection is gone. */
  ask(envelope: Envelope, within: number): Promise<Delivery>;
  hello(connections: number): void;
  /** Tells the bot to connect anew; closes the connection, after a while where it is only a warning. */
  disconnect(reason: DisconnectReason): void;
  /** Ends the connection if the last ping was not answered. */
  ping(): void;
}

export function createConnection(socket: WebSocket, appId: string): Connection {
  const waiting = new Map<string, (delivery: Delivery) => void>();
  let told = false;
  let answered = true;
  let farewell: NodeJS.Timeout | undefined;

  socket.on('message', (data) => {
    const parsed = acknowledgement.safeParse(parseJson(String(data)));
    if (!parsed.success) return;
    waiting.get(parsed.data.envelope_id)?.({
      outcome: 'answered',
      status: 200,
      body: bodyOf(parsed.data.payload),
    });
  });
  socket.on('pong', () => {
    answered = true;
  });
  // A broken connection is closed next; there is nothing else to do about it.
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearTimeout(farewell);
    for (const settle of [...waiting.values()]) settle({ outcome: 'unreachable' });
  });

  const send = (message: object) => socket.send(JSON.stringify(message));
  const isOpen = () => socket.readyState === socket.OPEN;
  return {
    isOpen,
    isFresh: () => isOpen() && !told,
    ask: (envelope, within) =>
      new Promise((resolve) => {
        const id = randomUUID();
        const settle = (delivery: Delivery) => {
          clearTimeout(timer);
          waiting.delete(id);
          const { accepts_response_payload: accepts } = envelope;
          resolve(delivery.outcome === 'answered' && !accepts ? { ...delivery, body: '' } : delivery);
        };
        const timer = setTimeout(() => settle({ outcome: 'late' }), within);
        waiting.set(id, settle);
        send({ envelope_id: id, ...envelope });
      }),
    hello: (connections) => {
      send({
        type: 'hello',
        num_connections: connections,
        debug_info: { host, build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      });
      socket.ping();
    },
    disconnect: (reason) => {
      told = true;
      send({ type: 'disconnect', reason, debug_info: { host } });
      if (reason === 'warning') farewell = setTimeout(() => socket.close(), WARNING_MS).unref();
      else socket.close();
    },
    ping: () => {
      if (!answered) return socket.terminate();
      answered = false;
      socket.ping();
    },
  };
}

/** As the body of an HTTP acknowledgement would be: nothing where the bot adds nothing. */
function bodyOf(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0) return '';
  return JSON.stringify(payload);
}
