import { createServer, request as forward } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface SlowSlack {
  /** Takes a place in front of a Web API; returns the address to use instead. */
  standBefore(apiUrl: string): Promise<string>;
  /** How long each call takes from now on. */
  delay(ms: number): void;
  /** Methods that fail from now on. */
  fail(...methods: string[]): void;
  stop(): Promise<void>;
}

/** A Slack whose Web API is slow or partly out of order, which the local Slack never is. */
export function createSlowSlack(): SlowSlack {
  let target = new URL('http://127.0.0.1:1');
  let delayMs = 0;
  let failing: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    await pause(delayMs);
    if (failing.some((method) => incoming.url?.endsWith(`/${method}`))) {
      outgoing.writeHead(503).end();
      return;
    }
    const { method = 'POST', url: path = '/', headers } = incoming;
    const outward = forward({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    outward.on('error', () => outgoing.destroy());
    incoming.pipe(outward);
  });
  return {
    standBefore: async (apiUrl) => {
      target = new URL(apiUrl);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      return `http://127.0.0.1:${address.port}${target.pathname}`;
    },
    delay: (ms) => {
      delayMs = ms;
    },
    fail: (...methods) => {
      failing = methods;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
