import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Log } from './log.ts';
import { finalRefusal } from './slack-errors.ts';

interface Message {
  text: string;
  blocks: KnownBlock[];
}

/**
 * Posts, joining a public channel first where the bot is not in it. Returns false where the channel cannot be posted
 * to at all; throws where a later try may do.
 */
export async function postToChannel(
  { slack, log }: { slack: WebClient; log: Log },
  channel: string,
  message: Message,
): Promise<boolean> {
  const post = () =>
    slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false });
  try {
    await post().catch(async (error) => {
      if (finalRefusal(error) !== 'not_in_channel') throw error;
      await slack.conversations.join({ channel });
      await post();
    });
    return true;
  } catch (error) {
    const reason = finalRefusal(error);
    if (!reason) throw error;
    log.warn({ channel, reason }, 'the channel cannot be posted to');
    return false;
  }
}
