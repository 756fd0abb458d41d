import type { WebClient } from '@slack/web-api';
import type { Deps } from '../deps.ts';
import type { InFlight } from '../in-flight.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { FindSlackPerson } from './slack-profiles.ts';

/** What handlers of Slack requests need. */
export interface SlackEdge {
  deps: Deps;
  /** Answers within the three seconds that Slack gives a request, or fails: no retries. */
  slack: WebClient;
  findSlackPerson: FindSlackPerson;
  /** What Slack calls the team. */
  slackTeamName: string;
  /** Counts a verification mail that somebody asks for, or refuses: too often. */
  countVerificationMail: (userId: string) => Promise<void>;
  log: Log;
  metrics: Metrics;
  /** After so long a request is acknowledged, and its outcome told later. */
  acknowledgeWithinMs: number;
  /** What a stop waits for. */
  inFlight: InFlight;
  /** The Slack person who may set the workspace up even without being a Slack admin. */
  ownerSlackUserId: string | undefined;
}
