interface Recorded {
  /** In the order of the answers, over calls and deliveries. */
  id: number;
  /** When it began, in milliseconds since 1970. */
  at: number;
  /** Milliseconds until it was answered, or given up. */
  ms: number;
}

/** A call of the bot's to the Web API, or a use of a response_url. */
export interface Call extends Recorded {
  method: string;
  request: unknown;
  response: { ok: boolean; error?: string };
  /** What Slack's documentation frowns upon although it answers ok. */
  warnings: string[];
}

/** A request of Slack's to the bot. */
export interface Delivered extends Recorded {
  /** `command`, the interaction's type or the event's. */
  kind: string;
  by: 'http' | 'socket';
  body: unknown;
  outcome: 'answered' | 'late' | 'unreachable';
  /** The bot's status, 200 for what was acknowledged by a socket; absent when it did not answer in time or at all. */
  status?: number;
  /** What the acknowledgement brought along. */
  answer?: string;
  /** What is wrong with what the acknowledgement brought along. */
  refused?: string[];
  /** Which further try of an event it was, and why. */
  retry?: { attempt: number; reason: string };
}

export interface Traffic {
  calls: Call[];
  deliveries: Delivered[];
  /** How many there were, those forgotten included. */
  recorded: number;
  /** How often everything was forgotten. */
  cleared: number;
}

const kept = 2000;

export const createTraffic = (): Traffic => ({ calls: [], deliveries: [], recorded: 0, cleared: 0 });

export function rememberCall(traffic: Traffic, call: Omit<Call, 'id'>): void {
  remember(traffic, traffic.calls, call);
}

/** The number of the record. */
export function rememberDelivery(traffic: Traffic, delivered: Omit<Delivered, 'id'>): number {
  remember(traffic, traffic.deliveries, delivered);
  return traffic.recorded;
}

/** Notes that Slack does not take what an acknowledgement brought along. */
export function refuseAnswer({ deliveries }: Traffic, id: number, words: string[]): void {
  const delivered = deliveries.find((one) => one.id === id);
  if (delivered) delivered.refused = words;
}

/** Remembers the newest; a sandbox that stays up for days does not grow without end. */
function remember<T extends object>(traffic: Traffic, records: (T & { id: number })[], record: T): void {
  traffic.recorded += 1;
  records.push({ ...record, id: traffic.recorded });
  if (records.length > kept) records.shift();
}

export function forgetTraffic(traffic: Traffic): void {
  traffic.calls.length = 0;
  traffic.deliveries.length = 0;
  traffic.cleared += 1;
}

/** Says, when called, when it was started and how long that took. */
export function startTimer(now: () => number): () => Pick<Recorded, 'at' | 'ms'> {
  const at = now();
  const from = performance.now();
  return () => ({ at, ms: Math.round(performance.now() - from) });
}
