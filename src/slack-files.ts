import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from './log.ts';
import { whereAllowed } from './post-to-channel.ts';
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

/** A file that is shared, with what it says for whoever does not see it. */
export interface SharedFile {
  name: string;
  title?: string;
  content: string | Uint8Array;
  altText?: string;
}

interface FilesMessage {
  /** What is said with the files. */
  text: string;
  files: SharedFile[];
}

/** Sends files to somebody's direct messages with the app; where Slack refuses that for good, nothing is sent. */
export async function sendSlackFiles(
  { slack, log }: { slack: WebClient; log: Log },
  { slackUserId, ...message }: FilesMessage & { slackUserId: string },
): Promise<void> {
  try {
    const { channel } = await slack.conversations.open({ users: slackUserId });
    if (channel?.id) await shareFiles(slack, channel.id, message);
  } catch (error) {
    const reason = finalRefusal(error);
    if (!reason) throw error;
    log.warn({ reason }, 'the file cannot be sent');
  }
}

/** Posts files in one message, joining a public channel first; undefined where the channel cannot be posted to at all. */
export function postFilesToChannel(
  edge: { slack: WebClient; log: Log },
  channel: string,
  message: FilesMessage,
): Promise<true | undefined> {
  return whereAllowed(edge, channel, async () => {
    await shareFiles(edge.slack, channel, message);
    return true as const;
  });
}

async function shareFiles(slack: WebClient, channelId: string, { text, files }: FilesMessage): Promise<void> {
  const sent = slack.filesUploadV2({
    channel_id: channelId,
    initial_comment: text,
    file_uploads: files.map(({ name, title = name, content, altText }) => ({
      filename: name,
      title,
      file: Buffer.from(content),
      ...(altText && { alt_text: altText }),
    })),
  });
  await sent.catch((error) => {
    // Slack's client asks again where the last answer is lost: it has shared the files then, and knows them no more.
    if (finalRefusal(error) !== 'file_not_found') throw error;
  });
}
