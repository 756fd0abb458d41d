import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../shared/snapshot.ts';

/** Milliseconds. */
const retryAfter = 1000;

/** The person's screen, kept up to date by the sandbox. */
export function useSnapshot(person: string): { snapshot: Snapshot | undefined; connected: boolean } {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let source: EventSource;
    let again = 0;
    const follow = () => {
      source = new EventSource(`/sandbox/as/${person}/live`);
      source.onmessage = (event) => {
        setConnected(true);
        setSnapshot(JSON.parse(event.data));
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
  }, [person]);
  return { snapshot: snapshot?.me.name === person ? snapshot : undefined, connected };
}
