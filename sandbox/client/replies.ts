import type { SnapshotMessage } from '../shared/snapshot.ts';

/** What only this person sees is no answer. */
export function replyCount(replies: SnapshotMessage[]): string {
  const { length } = replies.filter(({ ephemeral }) => !ephemeral);
  return length === 1 ? '1 reply' : `${length} replies`;
}

export const repliesTo = (rootTs: string, messages: SnapshotMessage[]) =>
  messages.filter(({ ts, threadTs }) => threadTs === rootTs && ts !== rootTs);
