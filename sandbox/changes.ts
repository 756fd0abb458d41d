export interface Changes {
  /** Tells everybody that something of the world is different now. */
  announce(): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  return {
    announce: () => {
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Resolves with what the probe finds, tried now and after each change; rejects with the given words after `timeout` ms. */
export function until<T>(
  changes: Changes,
  probe: () => T | undefined,
  describe: () => string,
  timeout = 5000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const attempt = (): boolean => {
      const found = probe();
      if (found === undefined) return false;
      clearTimeout(timer);
      unsubscribe();
      resolve(found);
      return true;
    };
    const unsubscribe = changes.subscribe(attempt);
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(describe()));
    }, timeout);
    attempt();
  });
}
