import type { FileInput } from '../validation/elements.ts';
import { fileSize } from './file-size.ts';

/** Bytes that Slack takes of one file in a form. */
export const largestAttachment = 10 * 1024 ** 2;

const mostFiles = 10;

interface Candidate {
  name: string;
  size: number;
}

/** What Slack's client says before anything is sent; undefined where it takes the files beside the `held` ones. */
export function attachmentRefusal(
  { max_files = mostFiles }: FileInput,
  held: number,
  files: Candidate[],
): string | undefined {
  if (held + files.length > max_files)
    return max_files === 1
      ? 'This field takes one file. Remove the one that is there first.'
      : `This field takes ${max_files} files at most. Remove some, or add fewer.`;
  const large = files.find(({ size }) => size > largestAttachment);
  if (large)
    return `${large.name} has ${fileSize(large.size)}; a file may have ${fileSize(largestAttachment)} at most. Choose a smaller one, or split it.`;
  const empty = files.find(({ size }) => size === 0);
  return empty && `${empty.name} is empty. Choose a file that has something in it.`;
}
