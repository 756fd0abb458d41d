import type { WebClient } from '@slack/web-api';
import type { Deps } from '../deps.ts';
import type { Log } from '../log.ts';

/** What queued jobs need. */
export interface JobEdge {
  deps: Deps;
  /** Patient: waits and tries again, because nobody is waiting for a job. */
  slack: WebClient;
  log: Log;
}
