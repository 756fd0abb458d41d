import { Refusal } from '../errors.ts';
import { FILE_MAX_BYTES } from '../imports/decode-file.ts';
import type { FileSubject } from '../imports/file-problem.ts';
import { readSlackFile } from '../slack-files.ts';
import type { SlackEdge } from './edge.ts';

/** What somebody uploaded with a form; refused where Slack does not hand it over, or it is too large. */
export async function uploadedFile(
  { slack }: SlackEdge,
  fileId: string,
  of: FileSubject,
): Promise<{ name: string; bytes: Uint8Array }> {
  const file = await readSlackFile(slack, fileId, { atMost: FILE_MAX_BYTES });
  if (!file) throw new Refusal('FILE_UNREACHABLE', {});
  const { name, bytes } = file;
  if (!bytes) throw new Refusal('FILE_UNREADABLE', { problem: 'TOO_LARGE', limit: FILE_MAX_BYTES, of });
  return { name, bytes };
}
