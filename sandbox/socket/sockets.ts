import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Delivery } from '../delivery/delivery.ts';
import { app } from '../people.ts';
import { type Connection, createConnection } from './connection.ts';
import type { DisconnectReason, Envelope } from './envelope.ts';

/** As many connections as Slack allows an app. */
const MOST = 10;
const PING_EVERY_MS = 10_000;
const TICKET_MS = 30_000;
const FAREWELL_MS = 500;
const GOING_AWAY = 1001;

/** The app's Socket Mode connections. */
export interface Sockets {
  /** The address of one connection to come. */
  issueUrl(): string;
  /** For the HTTP server's `upgrade`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends to one of the connections, the one that has waited longest. */
  ask(envelope: Envelope): Promise<Delivery>;
  count(): number;
  /** Has Slack end every connection. */
  disconnect(reason: DisconnectReason): void;
  /** Takes leave of the bot: a client that is only cut off keeps its process waiting. */
  close(): Promise<void>;
}

interface SocketOptions {
  base: string;
  isEnabled: boolean;
  acknowledgeWithin: number;
  onChange: () => void;
}

export function createSockets({ base, isEnabled, acknowledgeWithin, onChange }: SocketOptions): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const connections: Connection[] = [];
  const pings = setInterval(() => {
    for (const connection of [...connections]) connection.ping();
  }, PING_EVERY_MS).unref();

  /** An address opens one connection, soon. */
  const isValid = (url: URL): boolean => {
    const ticket = url.searchParams.get('ticket') ?? '';
    const issued = tickets.get(ticket);
    tickets.delete(ticket);
    return url.pathname === '/link/' && issued !== undefined && Date.now() - issued < TICKET_MS;
  };

  return {
    issueUrl: () => {
      const ticket = randomUUID();
      for (const [old, at] of tickets) if (Date.now() - at > TICKET_MS) tickets.delete(old);
      tickets.set(ticket, Date.now());
      return `${base.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`;
    },
    upgrade: (request, socket, head) => {
      if (!isValid(new URL(request.url ?? '/', base))) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => {
        const connection = createConnection(opened, app.id);
        if (!isEnabled) return connection.disconnect('link_disabled');
        if (connections.length >= MOST) return connection.disconnect('too_many_websockets');
        connections.push(connection);
        opened.on('close', () => {
          connections.splice(connections.indexOf(connection), 1);
          onChange();
        });
        connection.hello(connections.length);
        onChange();
      });
    },
    ask: (envelope) => {
      const chosen = connections.find((one) => one.isFresh()) ?? connections.find((one) => one.isOpen());
      if (!chosen) return Promise.resolve({ outcome: 'unreachable' });
      connections.push(...connections.splice(connections.indexOf(chosen), 1));
      return chosen.ask(envelope, acknowledgeWithin);
    },
    count: () => connections.length,
    disconnect: (reason) => {
      for (const connection of [...connections]) connection.disconnect(reason);
    },
    close: async () => {
      clearInterval(pings);
      const open = [...server.clients];
      const gone = Promise.all(open.map((client) => once(client, 'close')));
      for (const client of open) client.close(GOING_AWAY);
      const impatience = setTimeout(() => {
        for (const client of open) client.terminate();
      }, FAREWELL_MS);
      await gone;
      clearTimeout(impatience);
      server.close();
    },
  };
}
