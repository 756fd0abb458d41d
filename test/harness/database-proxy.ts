import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** PostgreSQL behind a wire that can be cut, or hold back what goes through it. */
export async function startDatabaseProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const wires = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      wires.add(from);
      from.on('error', () => {}).on('close', () => to.destroy());
      from.pipe(to);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the proxy has no port');
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      for (const wire of wires) wire.destroy();
    },
    hang: () => {
      for (const wire of wires) wire.pause();
    },
    mend: () => {
      isCut = false;
      for (const wire of wires) wire.resume();
    },
    close: async () => {
      for (const wire of wires) wire.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
