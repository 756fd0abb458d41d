import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How long it takes for a request. */
export const LATENCY_MS = 50;

/** SendGrid as far as it is needed here: takes every mail, after a while. */
export async function startMailbox() {
  let taken = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    await pause(LATENCY_MS);
    const body: { personalizations: unknown[] } = JSON.parse(Buffer.concat(chunks).toString());
    taken += body.personalizations.length;
    response.writeHead(202).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (!place || typeof place === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${place.port}`,
    taken: () => taken,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
