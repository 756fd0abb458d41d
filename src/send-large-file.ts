import type { FileHandle } from 'node:fs/promises';
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
  /** Its bytes. */
  file: FileHandle;
  /** Slack has the bytes, and nobody sees them yet. */
  onUploaded(slackFileId: string): Promise<void>;
}

/**
 * Sends a file from the disk to somebody's direct messages with the app, however large it is: Slack's own client would hold
 * it whole. False where Slack refuses it for good.
 */
export async function sendLargeFile(
  { slack, log }: { slack: WebClient; log: Log },
  { slackUserId, text, name, file, onUploaded }: LargeFile,
): Promise<boolean> {
  let id: string | undefined;
  try {
    const channelId = opened.parse(await slack.conversations.open({ users: slackUserId })).channel.id;
    id = await upload(slack, name, file);
    if (id === undefined) {
      log.warn('Slack does not take the bytes of a file');
      return false;
    }
    await onUploaded(id);
    const files: [{ id: string; title: string }] = [{ id, title: name }];
    await slack.files.completeUploadExternal({ files, channel_id: channelId, initial_comment: text });
    return true;
  } catch (error) {
    const reason = finalRefusal(error);
    if (!reason) throw error;
    // Slack's client asks again where an answer is lost; what was done the first time is refused then.
    if (id !== undefined && (await isShared(slack, id))) return true;
    log.warn({ reason }, 'the file cannot be sent');
    return false;
  }
}

const opened = z.object({ channel: z.object({ id: z.string() }) });

/** A later try gets the same answer. */
const refused = new Set([400, 403, 404, 413, 415]);

const announced = z.object({ upload_url: z.url(), file_id: z.string() });

/** What Slack calls the file; undefined where it refuses the bytes. */
async function upload(slack: WebClient, name: string, file: FileHandle): Promise<string | undefined> {
  const { size: length } = await file.stat();
  const { upload_url, file_id } = announced.parse(
    await slack.files.getUploadURLExternal({ filename: name, length }),
  );
  const status = await postFile(upload_url, { file, length, timeoutMs: UPLOAD_TIMEOUT_MS });
  if (refused.has(status)) return undefined;
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
