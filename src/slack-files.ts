import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from './log.ts';
import { finalRefusal } from './slack-errors.ts';

const described = z.object({
  file: z.object({ name: z.string(), size: z.number(), url_private_download: z.url() }),
});

const DOWNLOAD_TIMEOUT_MS = 30_000;

export interface SlackFile {
  name: string;
  /** undefined: it is larger than was asked for. */
  bytes: Uint8Array | undefined;
}

/** Reads a file that somebody uploaded to Slack; undefined where Slack does not hand it over. */
export async function readSlackFile(
  slack: WebClient,
  id: string,
  { atMost }: { atMost: number },
): Promise<SlackFile | undefined> {
  const answer = described.safeParse(await slack.files.info({ file: id }).catch(() => undefined));
  if (!answer.success) return undefined;
  const { name, size, url_private_download: url } = answer.data.file;
  if (size > atMost) return { name, bytes: undefined };
  if (!isOfSlack(slack, url)) return undefined;
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${slack.token}` },
    signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    // To another place the token would go along.
    redirect: 'error',
  }).catch(() => undefined);
  // Whom Slack does not know gets a page to sign in on, with status 200.
  const isPage = response?.headers.get('content-type')?.startsWith('text/html');
  if (!response?.ok || isPage) {
    await response?.body?.cancel();
    return undefined;
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { name, bytes: bytes.length > atMost ? undefined : bytes };
}

/** The token is shown to nobody else. */
function isOfSlack(slack: WebClient, url: string): boolean {
  const { origin } = new URL(url);
  return origin === 'https://files.slack.com' || origin === new URL(slack.slackApiUrl).origin;
}

/** Sends a file to somebody's direct messages with the app; where Slack refuses that for good, nothing is sent. */
export async function sendSlackFile(
  { slack, log }: { slack: WebClient; log: Log },
  { slackUserId, text, name, content }: { slackUserId: string; text: string; name: string; content: string },
): Promise<void> {
  try {
    const { channel } = await slack.conversations.open({ users: slackUserId });
    const file = { filename: name, title: name, file: Buffer.from(content), initial_comment: text };
    if (channel?.id) await slack.filesUploadV2({ channel_id: channel.id, ...file });
  } catch (error) {
    const reason = finalRefusal(error);
    if (!reason) throw error;
    log.warn({ reason }, 'the file cannot be sent');
  }
}
