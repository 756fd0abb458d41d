/** A call of the bot's to the Web API, or a use of a response_url. */
export interface Call {
  method: string;
  request: unknown;
  response: { ok: boolean; error?: string };
  /** What Slack's documentation frowns upon although it answers ok. */
  warnings: string[];
}

/** A request of Slack's to the bot. */
export interface Delivered {
  /** `command`, the interaction's type or the event's. */
  kind: string;
  by: 'http' | 'socket';
  body: unknown;
  /** The bot's status, 200 for what was acknowledged by a socket; absent when it did not answer in time or at all. */
  status?: number;
  /** Which further try of an event it was, and why. */
  retry?: { attempt: number; reason: string };
}

export interface Traffic {
  calls: Call[];
  deliveries: Delivered[];
}

const kept = 2000;

export const createTraffic = (): Traffic => ({ calls: [], deliveries: [] });

/** Remembers the newest; a sandbox that stays up for days does not grow without end. */
export function remember<T>(records: T[], record: T): void {
  records.push(record);
  if (records.length > kept) records.shift();
}
