import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../shared/snapshot.ts';

/** The person's screen, kept up to date by the sandbox. */
export function useSnapshot(person: string): { snapshot: Snapshot | undefined; connected: boolean } {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource(`/sandbox/as/${person}/live`);
    source.onmessage = (event) => {
      setConnected(true);
      setSnapshot(JSON.parse(event.data));
    };
    source.onerror = () => setConnected(false);
    return () => source.close();
  }, [person]);
  return { snapshot: snapshot?.me.name === person ? snapshot : undefined, connected };
}
