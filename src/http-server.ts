import { createServer, type RequestListener } from 'node:http';
import { StartupError } from './errors.ts';

export interface HttpServer {
  /** Where it listens on this machine. */
  url: string;
  /** Answers requests from now on; until then it says that it is starting. */
  serve(listener: RequestListener): void;
  /** Takes no new connections; those that are open go on until they are answered. */
  refuseNew(): void;
  close(): Promise<void>;
}

/** Listens on a port; 0 takes a free one. */
export async function listen(port: number): Promise<HttpServer> {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '2' }).end('starting\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(port, error)));
    server.listen(port, resolve);
  });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `http://localhost:${address.port}`,
    serve: (listener) => {
      server.removeAllListeners('request');
      server.on('request', listener);
    },
    refuseNew: () => {
      server.close();
      // Whoever asks again and again would keep theirs open, and be answered for ever.
      server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function cannotListen(port: number, cause: NodeJS.ErrnoException): StartupError {
  const sentence =
    cause.code === 'EADDRINUSE'
      ? `Port ${port} is taken: stop the program that uses it, or set PORT to another.`
      : `This server cannot listen on port ${port} (${cause.code}): set PORT to another.`;
  return new StartupError(sentence, { cause });
}
