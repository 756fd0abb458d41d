import type { Snapshot, SnapshotConversation } from '../shared/snapshot.ts';
import { store, stored, useStored } from './stored.ts';

const keyOf = (personId: string) => `sandbox-read-until-${personId}`;

/** The `ts` of the newest message read, by conversation; written as "C1=12.3 D1=14.5". */
const readUntil = (value: string) =>
  new Map(
    value.split(' ').map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
  );

/** How many messages of others the person has not seen yet, by conversation. */
export function useUnread({ me, conversations }: Snapshot): Map<string, number> {
  const read = readUntil(useStored(keyOf(me.id)));
  return new Map(
    conversations.map(({ id, messages }) => [
      id,
      messages.filter(({ ts, user }) => user !== me.id && ts > (read.get(id) ?? '')).length,
    ]),
  );
}

/** The first message of others that the person has not seen, where some have been seen before it. */
export function firstUnread(personId: string, { id, messages }: SnapshotConversation): string | undefined {
  const until = readUntil(stored(keyOf(personId))).get(id);
  return until && messages.find(({ ts, user }) => user !== personId && ts > until)?.ts;
}

export function markReadUntil(personId: string, conversationId: string, ts: string): void {
  store(keyOf(personId), (value) =>
    [...readUntil(value).set(conversationId, ts)]
      .filter(([id]) => id !== '')
      .map((pair) => pair.join('='))
      .join(' '),
  );
}
