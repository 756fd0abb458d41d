import { stat } from 'node:fs/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from './log.ts';
import { postFile } from './post-file.ts';
import { finalRefusal } from './slack-errors.ts';

const described = z.object({
  file: z.object({ name: z.string(), size: z.number(), url_private_download: z.url() }),
});

const DOWNLOAD_TIMEOUT_MS = 30_000;
/** A gigabyte, the most that Slack takes, by a slow line. */
const UPLOAD_TIMEOUT_MS = 15 * 60_000;

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

interface SentFile {
  slackUserId: string;
  /** What is said with it. */
  text: string;
  name: string;
  /** Or where it lies: then it goes to Slack as it is read, however large it is. */
  content: string | { path: string };
  /** Slack has the bytes, and nobody sees them yet. */
  onUploaded?: (slackFileId: string) => Promise<void>;
}

/** Sends a file to somebody's direct messages with the app; false where Slack refuses that for good. */
export async function sendSlackFile(
  { slack, log }: { slack: WebClient; log: Log },
  { slackUserId, text, name, content, onUploaded }: SentFile,
): Promise<boolean> {
  try {
    const { channel } = await slack.conversations.open({ users: slackUserId });
    const id = await upload(slack, name, content);
    await onUploaded?.(id);
    await slack.files.completeUploadExternal({
      files: [{ id, title: name }],
      ...(channel?.id && { channel_id: channel.id }),
      initial_comment: text,
    });
    return true;
  } catch (error) {
    const reason = finalRefusal(error);
    if (!reason) throw error;
    log.warn({ reason }, 'the file cannot be sent');
    return false;
  }
}

const announced = z.object({ upload_url: z.url(), file_id: z.string() });

/** Slack's own client would hold the whole file in memory. */
async function upload(slack: WebClient, name: string, content: SentFile['content']): Promise<string> {
  const length = typeof content === 'string' ? Buffer.byteLength(content) : (await stat(content.path)).size;
  const { upload_url, file_id } = announced.parse(
    await slack.files.getUploadURLExternal({ filename: name, length }),
  );
  const status =
    typeof content === 'string'
      ? await postText(upload_url, content)
      : await postFile(upload_url, { path: content.path, length, timeoutMs: UPLOAD_TIMEOUT_MS });
  if (status !== 200) throw new Error(`Slack did not take the bytes of a file: ${status}`);
  return file_id;
}

async function postText(url: string, text: string): Promise<number> {
  const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
  const response = await fetch(url, { method: 'POST', body: text, signal });
  await response.body?.cancel();
  return response.status;
}

const shared = z.object({
  file: z.object({ ims: z.array(z.string()).optional(), shares: z.looseObject({}).optional() }),
});

/** Whether somebody got a file already. */
export async function isShared(slack: WebClient, slackFileId: string): Promise<boolean> {
  const answer = shared.safeParse(
    await slack.files.info({ file: slackFileId }).catch((error) => {
      if (!finalRefusal(error)) throw error;
    }),
  );
  if (!answer.success) return false;
  const { ims = [], shares = {} } = answer.data.file;
  return ims.length > 0 || Object.keys(shares).length > 0;
}
