import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from './log.ts';
import { finalRefusal } from './slack-errors.ts';

export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Where a message stands, for changing it later. */
const posted = z.object({ channel: z.string(), ts: z.string() });

export type Posted = z.infer<typeof posted>;

/**
 * Posts, joining a public channel first where the bot is not in it. Returns undefined where the channel cannot be posted
 * to at all; throws where a later try may do.
 */
export async function postToChannel(
  { slack, log }: { slack: WebClient; log: Log },
  channel: string,
  message: Message,
): Promise<Posted | undefined> {
  return whereAllowed({ slack, log }, channel, async () =>
    posted.parse(
      await slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false }),
    ),
  );
}

/** Does something in a channel, joining it first or giving up as above. */
export async function whereAllowed<Result>(
  { slack, log }: { slack: WebClient; log: Log },
  channel: string,
  act: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await act().catch(async (error) => {
      if (finalRefusal(error) !== 'not_in_channel') throw error;
      await slack.conversations.join({ channel });
      return act();
    });
  } catch (error) {
    const reason = finalRefusal(error);
    if (!reason) throw error;
    log.warn({ channel, reason }, 'the channel cannot be posted to');
    return undefined;
  }
}

/** Changes a message; whether it still can be changed. Throws where a later try may do. */
export async function changePosted(
  { slack, log }: { slack: WebClient; log: Log },
  { channel, ts }: Posted,
  message: Message,
): Promise<boolean> {
  try {
    await slack.chat.update({ channel, ts, ...message });
    return true;
  } catch (error) {
    const reason = finalRefusal(error);
    if (!reason) throw error;
    log.warn({ channel, reason }, 'the message cannot be changed');
    return false;
  }
}
