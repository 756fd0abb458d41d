import type { Response } from 'express';
import type { CallFault } from '../faults.ts';

/** What the bot gets instead of the answer; undefined where it gets the answer. */
export function interruption(
  fault: CallFault | undefined,
): { error: string; send(response: Response): void } | undefined {
  switch (fault?.fault) {
    case 'rate_limited':
      return {
        error: 'ratelimited',
        send: (response) =>
          void response
            .status(429)
            .set('retry-after', String(fault.retryAfter))
            .json({ ok: false, error: 'ratelimited' }),
      };
    case 'server_error':
      return {
        error: `http_${fault.status}`,
        send: (response) => void response.status(fault.status).type('text').send('Something went wrong.'),
      };
    case 'refused':
      return {
        error: fault.error,
        send: (response) => void response.json({ ok: false, error: fault.error }),
      };
    case 'dropped':
      return { error: 'dropped', send: (response) => void response.socket?.destroy() };
    default:
      return undefined;
  }
}
