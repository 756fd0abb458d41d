import { randomBytes } from 'node:crypto';

const lifetime = 30 * 60_000;
const uses = 5;

/** Where an answer goes, and the message that it may replace. */
export interface ResponseTarget {
  personId: string;
  channel: string;
  messageTs?: string;
}

export interface ResponseUrls {
  /** The path of a new address. */
  issue(target: ResponseTarget): string;
  use(key: string): ResponseTarget | { error: 'expired_url' | 'used_url' };
}

export function createResponseUrls(now: () => number): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; used: number }>();
  return {
    issue: (target) => {
      const key = randomBytes(16).toString('hex');
      issued.set(key, { target, at: now(), used: 0 });
      for (const [old, { at }] of issued) if (now() - at > 2 * lifetime) issued.delete(old);
      return `/response/${key}`;
    },
    use: (key) => {
      const entry = issued.get(key);
      if (!entry || now() - entry.at > lifetime) return { error: 'expired_url' };
      if (entry.used >= uses) return { error: 'used_url' };
      entry.used += 1;
      return entry.target;
    },
  };
}
