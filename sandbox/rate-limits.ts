/** So many messages at once are let through in a channel; Slack says "short bursts" and no number. */
const BURST = 5;
const PER_SECOND = 1;

export interface RateLimits {
  /** Counts a message to a channel; where that is one too many now, the seconds to wait instead. */
  count(channel: string): number | undefined;
}

/** About one message a second and channel, as Slack allows chat.postMessage. */
export function createRateLimits(now: () => number): RateLimits {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    count: (channel) => {
      const before = buckets.get(channel) ?? { left: BURST, at: now() };
      const refilled = ((now() - before.at) / 1000) * PER_SECOND;
      const left = Math.min(BURST, before.left + refilled);
      const allowed = left >= 1;
      buckets.set(channel, { left: allowed ? left - 1 : left, at: now() });
      return allowed ? undefined : Math.ceil((1 - left) / PER_SECOND);
    },
  };
}
