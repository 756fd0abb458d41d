import type { KnownBlock } from '@slack/types';
import { ErrorCode, type WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
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

/** Where a message stands, for changing it later. */
const posted = z.object({ channel: z.string(), ts: z.string() });

/**
 * Posts, joining a public channel first where the bot is not in it. Returns undefined where the channel cannot be posted
 * to at all; throws where a later try may do.
 */
export async function postToChannel(
  { slack, log }: JobEdge,
  channel: string,
  message: Message,
): Promise<z.infer<typeof posted> | undefined> {
  const post = () =>
    slack.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false });
  try {
    const answer = await post().catch(async (error) => {
      if (platformError(error) !== 'not_in_channel') throw error;
      await slack.conversations.join({ channel });
      return post();
    });
    return posted.parse(answer);
  } catch (error) {
    log.warn({ channel, reason: lastingError(error) }, 'the channel cannot be posted to');
    return undefined;
  }
}

/** Changes a message where it still can be changed. */
export async function updateMessage(
  { slack, log }: JobEdge,
  { channel, ts }: z.infer<typeof posted>,
  message: Message,
): Promise<void> {
  await slack.chat.update({ channel, ts, ...message }).catch((error) => {
    log.warn({ channel, reason: lastingError(error) }, 'the message cannot be changed');
  });
}

/** Why Slack refuses; throws where a later try may do. */
function lastingError(error: unknown): string {
  const reason = platformError(error);
  if (!reason || passing.has(reason)) throw error;
  return reason;
}

function platformError(error: unknown): string | undefined {
  return isPlatformError(error) ? error.data.error : undefined;
}

function isPlatformError(error: unknown): error is WebAPIPlatformError {
  return error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError;
}
