import { setTimeout as pause } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { StartupError } from './errors.ts';
import { finalRefusal } from './slack-errors.ts';

export interface Bot {
  botId: string;
  botUserId: string;
  teamId: string;
  /** What the Slack team calls itself. */
  teamName: string;
}

/** A network that comes up after the program, or a short outage of Slack, is waited for. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 500;

/** Who the token belongs to; throws a StartupError that tells a bad token from a Slack that cannot be reached. */
export async function identifyBot(client: WebClient, patienceMs = PATIENCE_MS): Promise<Bot> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      const { bot_id: botId, user_id: botUserId, team_id: teamId, team } = await client.auth.test();
      if (botId && botUserId && teamId) return { botId, botUserId, teamId, teamName: team ?? '' };
      throw new StartupError(
        'SLACK_BOT_TOKEN is not the token of a bot: copy the "Bot User OAuth Token" of the app.',
      );
    } catch (cause) {
      if (cause instanceof StartupError) throw cause;
      const refused = finalRefusal(cause);
      if (refused) {
        throw new StartupError(`Slack does not accept SLACK_BOT_TOKEN: ${refused}.`, { cause });
      }
      if (Date.now() + PAUSE_MS > end) {
        throw new StartupError(
          `Slack cannot be reached at ${client.slackApiUrl}: check the network or SLACK_API_URL.`,
          { cause },
        );
      }
    }
    await pause(PAUSE_MS);
  }
}
