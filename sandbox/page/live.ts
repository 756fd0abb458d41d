import type { Response } from 'express';
import type { Person } from '../people.ts';
import type { World } from '../world.ts';
import { snapshotFor } from './snapshot.ts';

export interface Live {
  /** Streams a person's screen to a browser, whole, at each change. */
  follow(response: Response, person: Person): void;
  close(): void;
}

export function createLive(world: World): Live {
  const open = new Set<Response>();
  return {
    follow: (response, person) => {
      response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.flushHeaders();
      let scheduled: NodeJS.Immediate | undefined;
      const send = () => {
        scheduled = undefined;
        response.write(`data: ${JSON.stringify(snapshotFor(world, person))}\n\n`);
      };
      const unsubscribe = world.changes.subscribe(() => {
        scheduled ??= setImmediate(send);
      });
      open.add(response);
      response.on('close', () => {
        unsubscribe();
        clearImmediate(scheduled);
        open.delete(response);
      });
      send();
    },
    close: () => {
      for (const response of open) response.end();
    },
  };
}
