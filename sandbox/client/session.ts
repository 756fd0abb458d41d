import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Snapshot } from '../shared/snapshot.ts';
import type { askAs } from './ask.ts';

export interface Session {
  snapshot: Snapshot;
  ask: ReturnType<typeof askAs>;
  /** Shows the person a sentence of Slack's own. */
  notify(text: string): void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  return session;
}
