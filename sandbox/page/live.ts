import type { Response } from 'express';
import type { Person } from '../people.ts';
import type { TrafficBatch } from '../shared/traffic-entry.ts';
import type { World } from '../world.ts';
import { maskSecrets } from './mask-secrets.ts';
import { snapshotFor } from './snapshot.ts';
import { entriesAfter } from './traffic-entries.ts';

/** As many as a page shows. */
const INSPECTED = 500;

export interface Live {
  /** Streams a person's screen to a browser, whole, at each change. */
  follow(response: Response, person: Person): void;
  /** Streams what the bot and Slack say to each other: what there is, then what comes. */
  followTraffic(response: Response): void;
  close(): void;
}

export function createLive(world: World): Live {
  const open = new Set<Response>();
  /** Sends what there is to tell now and at each change; `tell` returns nothing where nothing is new. */
  const stream = (response: Response, tell: () => string | undefined) => {
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    let scheduled: NodeJS.Immediate | undefined;
    const send = () => {
      scheduled = undefined;
      const json = tell();
      if (json !== undefined) response.write(`data: ${json}\n\n`);
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
  };
  return {
    follow: (response, person) => stream(response, () => JSON.stringify(snapshotFor(world, person))),
    followTraffic: (response) => stream(response, trafficTeller(world)),
    close: () => {
      for (const response of open) response.end();
    },
  };
}

function trafficTeller({ traffic, people, secrets }: World): () => string | undefined {
  let told = 0;
  let cleared: number | undefined;
  return () => {
    const whole = cleared !== traffic.cleared;
    const entries = entriesAfter(traffic, people, whole ? 0 : told, INSPECTED);
    if (!whole && entries.length === 0) return undefined;
    told = traffic.recorded;
    cleared = traffic.cleared;
    const batch: TrafficBatch = { whole, entries };
    return maskSecrets(JSON.stringify(batch), secrets);
  };
}
