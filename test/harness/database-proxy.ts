import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** PostgreSQL behind a wire that can be cut, or hold back what goes through it. */
export async function startDatabaseProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const wires = new Map<Socket, Socket>();
  let isCut = false;
  let isHanging = false;
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
      wires.set(from, to);
      from
        .on('error', () => {})
        .on('close', () => {
          wires.delete(from);
          to.destroy();
        });
      // Whoever connects while nothing comes through waits like all others.
      if (!isHanging) from.pipe(to);
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
      for (const wire of wires.keys()) wire.destroy();
    },
    hang: () => {
      isHanging = true;
      for (const [from, to] of wires) from.unpipe(to).pause();
    },
    mend: () => {
      isCut = false;
      if (isHanging) for (const [from, to] of wires) from.pipe(to);
      isHanging = false;
    },
    close: async () => {
      for (const wire of wires.keys()) wire.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
