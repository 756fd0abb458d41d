/** A call or a delivery, as the inspector shows it. */
export interface TrafficEntry {
  id: number;
  way: 'call' | 'delivery';
  /** The method, or the kind of the delivery. */
  name: string;
  /** Whom or what it concerns. */
  about: string;
  /** When it began, in milliseconds since 1970. */
  at: number;
  ms: number;
  /** How it ended, in a word. */
  outcome: string;
  /** What went wrong, a sentence each. */
  problems: string[];
  /** Of a delivery. */
  by?: 'http' | 'socket';
  request: unknown;
  answer: unknown;
}

export interface TrafficBatch {
  /** Whether these are all that there are, and not only the new ones. */
  whole: boolean;
  entries: TrafficEntry[];
}
