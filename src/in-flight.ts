import { withDeadline } from './with-deadline.ts';

/** Work that has begun and must not be cut off by a stop. */
export interface InFlight {
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way, at the latest after the deadline. */
  drained(deadlineMs: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const underWay = new Set<Promise<unknown>>();
  return {
    async track(work) {
      underWay.add(work);
      try {
        return await work;
      } finally {
        underWay.delete(work);
      }
    },
    drained: async (deadlineMs) => {
      await withDeadline(ended(underWay), deadlineMs);
    },
  };
}

/** Also of what begins while the rest ends. */
async function ended(underWay: Set<Promise<unknown>>): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay);
}
