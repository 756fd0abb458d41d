import type { WebClient } from '@slack/web-api';
import type { Deps } from '../deps.ts';
import type { Log } from '../log.ts';
import type { SendMail } from '../mail/transport.ts';

/** What queued jobs need. */
export interface JobEdge {
  deps: Deps;
  /** Patient: waits and tries again, because nobody is waiting for a job. */
  slack: WebClient;
  sendMail: SendMail;
  log: Log;
  /** Where files are written that are too large to be held. */
  exportsFolder: string;
}
