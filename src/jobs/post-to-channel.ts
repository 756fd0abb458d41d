import type { KnownBlock } from '@slack/types';
import { ErrorCode, type WebAPIPlatformError } from '@slack/web-api';
import type { JobEdge } from './edge.ts';

interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Slack's own troubles, which pass. Whatever else it answers, a second try gets the same answer. */
const passing = new Set([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/**
 * Posts, joining a public channel first where the bot is not in it. Returns false where the channel cannot be posted
 * to at all; throws where a later try may do.
 */
export async function postToChannel(
  { slack, log }: JobEdge,
  channel: string,
  message: Message,
): Promise<boolean> {
  const post = () =>
    slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false });
  try {
    await post().catch(async (error) => {
      if (platformError(error) !== 'not_in_channel') throw error;
      await slack.conversations.join({ channel });
      await post();
    });
    return true;
  } catch (error) {
    const reason = platformError(error);
    if (!reason || passing.has(reason)) throw error;
    log.warn({ channel, reason }, 'the channel cannot be posted to');
    return false;
  }
}

function platformError(error: unknown): string | undefined {
  return isPlatformError(error) ? error.data.error : undefined;
}

function isPlatformError(error: unknown): error is WebAPIPlatformError {
  return error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError;
}
