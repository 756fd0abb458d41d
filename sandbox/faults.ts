import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const times = z.int().min(1).max(1000).default(1);
/** Of any method where none is named. */
const calls = { method: z.string().min(1).default('*'), times };
/** Whether the call has its effect all the same, and only its answer is lost. */
const done = z.boolean().default(false);

/** Something that goes wrong at Slack's, as many times as it says. */
export const armedFault = z.discriminatedUnion('fault', [
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
  // Any of Slack’s own errors, such as is_archived.
  z.strictObject({ fault: z.literal('refused'), ...calls, error: z.string().regex(/^[a-z][a-z0-9_]*$/) }),
  z.strictObject({ fault: z.literal('slow'), ...calls, ms: z.int().min(1).max(60_000) }),
  // A second click, or Slack’s own repetition: an event then bears another event_id. Of any kind where none is named.
  z.strictObject({ fault: z.literal('duplicated'), kind: z.string().min(1).default('*'), times }),
]);
type ArmedFault = z.infer<typeof armedFault>;
export type CallFault = Extract<ArmedFault, { method: string }>;

export interface Faults {
  arm(fault: ArmedFault): void;
  /** Those that have not happened yet. */
  armed(): ({ id: string } & ArmedFault)[];
  /** Forgets one that has not happened yet. */
  forget(id: string): void;
  /** Forgets them all. */
  clear(): void;
  /** The fault that this call meets; it is then one less. */
  ofCall(method: string): CallFault | undefined;
  /** Whether this delivery happens twice; it is then one less. */
  isDuplicated(kind: string): boolean;
}

export function createFaults(onChange: () => void): Faults {
  let waiting: ({ id: string } & ArmedFault)[] = [];
  const keep = (those: typeof waiting) => {
    waiting = those;
    onChange();
  };
  const take = (one: (typeof waiting)[number] | undefined) => {
    if (!one) return;
    one.times -= 1;
    keep(waiting.filter((other) => other.times > 0));
  };
  const meets = (wanted: string, name: string) => wanted === '*' || wanted === name;
  return {
    arm: (fault) => keep([...waiting, { id: randomUUID(), ...fault }]),
    armed: () => waiting,
    forget: (id) => keep(waiting.filter((one) => one.id !== id)),
    clear: () => keep([]),
    ofCall: (method) => {
      const met = waiting.find(
        (one): one is { id: string } & CallFault => 'method' in one && meets(one.method, method),
      );
      take(met);
      return met;
    },
    isDuplicated: (kind) => {
      const met = waiting.find((one) => 'kind' in one && meets(one.kind, kind));
      take(met);
      return met !== undefined;
    },
  };
}
