import { createServer } from 'node:http';
import { WebClient } from '@slack/web-api';

interface Options {
  /** Whenever some bytes of a file have come. */
  onBytes?: () => void | Promise<void>;
  /** So many uploads break off at first. */
  breaks?: number;
  /** What it answers to the bytes of a file. */
  status?: number;
}

/** A Slack that keeps nothing of a file but how long it is, and every message. */
export async function forgetfulSlack({ onBytes = () => {}, breaks = 0, status = 200 }: Options = {}) {
  const posted: { method: string; text: string }[] = [];
  let lines = 0;
  let bytes = 0;
  let announced = 0;
  let left = breaks;
  let url = '';
  const server = createServer(async (request, response) => {
    if (request.url === '/upload') {
      if (left > 0) {
        left -= 1;
        request.destroy();
        return;
      }
      bytes = 0;
      lines = 0;
      for await (const part of request) {
        const some: Buffer = part;
        bytes += some.length;
        for (const byte of some) if (byte === 10) lines += 1;
        await onBytes();
      }
      response.writeHead(status).end();
      return;
    }
    const method = (request.url ?? '').slice('/api/'.length);
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    if (method.startsWith('chat.')) posted.push({ method, text: form.get('text') ?? '' });
    if (method === 'files.getUploadURLExternal') announced = Number(form.get('length'));
    if (method === 'files.completeUploadExternal')
      posted.push({ method, text: form.get('initial_comment') ?? '' });
    const answer = {
      ...{ ok: true, channel: method === 'conversations.open' ? { id: 'D1' } : 'D1', ts: '1.1' },
      ...{ file_id: 'F1', upload_url: `${url}upload`, files: [] },
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  return {
    client: new WebClient('xoxb-test', { slackApiUrl: `${url}api/` }),
    posted,
    seen: () => ({ lines, bytes, announced }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
