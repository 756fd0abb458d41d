import { stat } from 'node:fs/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from './log.ts';
import { postFile } from './post-file.ts';
import { finalRefusal } from './slack-errors.ts';

/** A gigabyte, the most that Slack takes, by a slow line. */
const UPLOAD_TIMEOUT_MS = 15 * 60_000;

interface LargeFile {
  slackUserId: string;
  /** What is said with it. */
  text: string;
  name: string;
  /** Where it lies. */
  path: string;
  /** Slack has the bytes, and nobody sees them yet. */
  onUploaded(slackFileId: string): Promise<void>;
}

/**
 * Sends a file from the disk to somebody's direct messages with the app, however large it is: Slack's own client would hold
 * it whole. False where Slack refuses it for good.
 */
export async function sendLargeFile(
  { slack, log }: { slack: WebClient; log: Log },
  { slackUserId, text, name, path, onUploaded }: LargeFile,
): Promise<boolean> {
  try {
    const { channel } = await slack.conversations.open({ users: slackUserId });
    const id = await upload(slack, name, path);
    await onUploaded(id);
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

async function upload(slack: WebClient, name: string, path: string): Promise<string> {
  const { size: length } = await stat(path);
  const { upload_url, file_id } = announced.parse(
    await slack.files.getUploadURLExternal({ filename: name, length }),
  );
  const status = await postFile(upload_url, { path, length, timeoutMs: UPLOAD_TIMEOUT_MS });
  if (status !== 200) throw new Error(`Slack did not take the bytes of a file: ${status}`);
  return file_id;
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
