import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../shared/snapshot.ts';
import type { TrafficBatch, TrafficEntry } from '../shared/traffic-entry.ts';

/** Milliseconds. */
const retryAfter = 1000;

/** As many as the page keeps. */
const KEPT = 500;

/** Follows what the sandbox streams; whether it answers. */
function useStream<T>(path: string, take: (message: T) => void): boolean {
  const [connected, setConnected] = useState(true);
  // `take` only sets states, which is the same in each rendering.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stream for each rendering would be one too many.
  useEffect(() => {
    let source: EventSource;
    let again = 0;
    const follow = () => {
      source = new EventSource(path);
      source.onmessage = (event) => {
        setConnected(true);
        take(JSON.parse(event.data));
      };
      // Browsers differ in when they give up; this never does.
      source.onerror = () => {
        setConnected(false);
        source.close();
        again = setTimeout(follow, retryAfter);
      };
    };
    follow();
    return () => {
      source.close();
      clearTimeout(again);
    };
  }, [path]);
  return connected;
}

/** The person's screen, kept up to date by the sandbox. */
export function useSnapshot(person: string): { snapshot: Snapshot | undefined; connected: boolean } {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const connected = useStream(`/sandbox/as/${person}/live`, setSnapshot);
  return { snapshot: snapshot?.me.name === person ? snapshot : undefined, connected };
}

/** What the app and Slack have said to each other, what began last first; undefined until it is known. */
export function useTraffic(): TrafficEntry[] | undefined {
  const [entries, setEntries] = useState<TrafficEntry[]>();
  useStream('/sandbox/traffic/live', ({ whole, entries: come }: TrafficBatch) =>
    setEntries((before) =>
      [...come, ...(whole ? [] : (before ?? []))]
        .sort((one, other) => other.at - one.at || other.id - one.id)
        .slice(0, KEPT),
    ),
  );
  return entries;
}
