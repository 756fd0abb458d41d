import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';

interface FileToPost {
  file: FileHandle;
  /** Of the file, in bytes. */
  length: number;
  timeoutMs: number;
}

/**
 * Sends the bytes of a file, as fast as they are taken; what the answer's status is. `fetch` reads on where the line is
 * slower than the disk, until it holds the whole file.
 */
export async function postFile(url: string, { file, length, timeoutMs }: FileToPost): Promise<number> {
  const request = new URL(url).protocol === 'https:' ? requestByHttps : requestByHttp;
  const sent = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': length },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answered: Promise<IncomingMessage[]> = once(sent, 'response');
  const [[response]] = await Promise.all([
    answered,
    pipeline(file.createReadStream({ start: 0, autoClose: false }), sent),
  ]);
  response?.resume();
  return response?.statusCode ?? 0;
}
