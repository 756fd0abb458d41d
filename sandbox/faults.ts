import { z } from 'zod';
import type { DisconnectReason } from './socket/envelope.ts';

const times = z.int().min(1).max(1000).default(1);
const calls = { method: z.string().min(1), times };
/** Whether the call has its effect all the same, and only its answer is lost. */
const done = z.boolean().default(false);

/** Something that goes wrong at Slack's, as many times as it says. */
export const fault = z.discriminatedUnion('fault', [
  z.strictObject({
    fault: z.literal('rate_limited'),
    ...calls,
    /** Seconds. */
    retryAfter: z.int().min(0).max(3600).default(1),
  }),
  z.strictObject({
    fault: z.literal('server_error'),
    ...calls,
    status: z.int().min(500).max(599).default(500),
    done,
  }),
  z.strictObject({ fault: z.literal('dropped'), ...calls, done }),
  z.strictObject({ fault: z.literal('slow'), ...calls, ms: z.int().min(1).max(60_000) }),
  // A second click, or Slack’s own repetition: an event then bears another event_id.
  z.strictObject({ fault: z.literal('duplicated'), kind: z.string().min(1), times }),
  z.strictObject({
    fault: z.literal('disconnected'),
    reason: z.enum(['warning', 'refresh_requested']).default('refresh_requested'),
  }),
]);
type FaultInput = z.input<typeof fault>;
type Fault = z.infer<typeof fault>;
export type CallFault = Extract<Fault, { method: string }>;

export interface Faults {
  inject(input: FaultInput): void;
  /** Forgets those that have not happened yet. */
  clear(): void;
  /** The fault that this call meets; it is then one less. */
  ofCall(method: string): CallFault | undefined;
  /** Whether this delivery happens twice; it is then one less. */
  isDuplicated(kind: string): boolean;
}

export function createFaults(disconnect: (reason: DisconnectReason) => void): Faults {
  const waiting: Exclude<Fault, { fault: 'disconnected' }>[] = [];
  const take = (one: (typeof waiting)[number] | undefined) => {
    if (!one) return;
    one.times -= 1;
    if (one.times === 0) waiting.splice(waiting.indexOf(one), 1);
  };
  return {
    inject: (input) => {
      const parsed = fault.parse(input);
      if (parsed.fault === 'disconnected') disconnect(parsed.reason);
      else waiting.push(parsed);
    },
    clear: () => {
      waiting.length = 0;
    },
    ofCall: (method) => {
      const met = waiting.find((one): one is CallFault => 'method' in one && one.method === method);
      take(met);
      return met;
    },
    isDuplicated: (kind) => {
      const met = waiting.find((one) => 'kind' in one && one.kind === kind);
      take(met);
      return met !== undefined;
    },
  };
}
