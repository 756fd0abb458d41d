export interface Later {
  /** Does it in so many milliseconds, unless the sandbox has stopped. */
  after(ms: number, work: () => void): void;
  stop(): void;
}

export function createLater(): Later {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    after: (ms, work) => {
      if (stopped) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ms);
      timers.add(timer);
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
