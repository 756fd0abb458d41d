import { once } from 'node:events';
import { WebClient } from '@slack/web-api';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Sandbox } from '../../../sandbox/index.ts';

const message = z.looseObject({ type: z.string(), envelope_id: z.string().optional() });
type Message = z.infer<typeof message>;

/** A Socket Mode connection without a library on top: what comes is as it came. */
export interface RawConnection {
  /** The next message; each is handed out once. */
  next(): Promise<Message>;
  acknowledge(envelopeId: string | undefined, payload?: object): void;
  /** Resolves when Slack has pinged. */
  pinged: Promise<unknown>;
  closed: Promise<unknown>;
  close(): Promise<void>;
}

export async function connectionUrl({ apiUrl, appToken }: Sandbox, token = appToken): Promise<string> {
  const client = new WebClient(token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
  return (await client.apps.connections.open({})).url ?? '';
}

export async function connect(slack: Sandbox): Promise<RawConnection> {
  const socket = new WebSocket(await connectionUrl(slack));
  const came: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  socket.on('message', (data) => {
    const parsed = message.parse(JSON.parse(String(data)));
    const first = waiting.shift();
    if (first) first(parsed);
    else came.push(parsed);
  });
  const closed = once(socket, 'close');
  const pinged = once(socket, 'ping');
  await once(socket, 'open');
  return {
    next: () => {
      const first = came.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
    },
    acknowledge: (envelope_id, payload) =>
      socket.send(JSON.stringify({ envelope_id, ...(payload && { payload }) })),
    pinged,
    closed,
    close: async () => {
      socket.close();
      await closed;
    },
  };
}
