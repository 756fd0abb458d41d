import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { readAnnounced } from '../invitations/read-announced.ts';
import { readUndeliverable } from '../invitations/read-undeliverable.ts';
import type { Actor } from '../roles/permitted.ts';
import { digestMessage } from '../views/digest.message.ts';
import { isNewsBlock, type NewsPart, readMoreRows, readNewsRows } from '../views/news-rows.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { undeliverableInvitations } from '../views/undeliverable-invitations.message.ts';
import type { ButtonMessage, Message } from './boundary.ts';
import type { SlackEdge } from './edge.ts';

const NEWS_MESSAGE = 'message';

const place = z.object({ channel: z.string(), ts: z.string(), blockIds: z.array(z.string()) });

/** What a form remembers of the message whose button opened it; undefined: it is not news of ours. */
export function newsBelow(message: ButtonMessage | undefined): ViewBelow | undefined {
  if (!message) return undefined;
  const { channel, ts } = message;
  if (readNewsRows(message.blockIds).length === 0) return undefined;
  const blockIds = message.blockIds.filter(isNewsBlock);
  return { kind: NEWS_MESSAGE, metadata: JSON.stringify({ channel, ts, blockIds } satisfies ButtonMessage) };
}

/** The message that a form was opened from, if it was one. */
export function readNewsBelow(below: ViewBelow | undefined): ButtonMessage | undefined {
  return below?.kind === NEWS_MESSAGE ? place.parse(JSON.parse(below.metadata)) : undefined;
}

/** Tells news of invitations anew, as things are now: who has done what takes the place of buttons. */
export async function refreshNews(
  edge: SlackEdge,
  { workspaceId }: Actor,
  { channel, ts, blockIds }: ButtonMessage,
): Promise<boolean> {
  const message = await newsAgain(edge, workspaceId, blockIds);
  if (!message) return false;
  await edge.slack.chat.update({ channel, ts, text: message.text, blocks: message.blocks ?? [] });
  return true;
}

async function newsAgain(
  { deps }: SlackEdge,
  workspaceId: string,
  blockIds: string[],
): Promise<Message | undefined> {
  const [first] = readNewsRows(blockIds);
  switch (first?.kind) {
    case 'expiring':
    case 'expired':
      return digestAgain(deps, workspaceId, blockIds);
    case 'undeliverable-inviter':
    case 'undeliverable-channel':
      return undeliverableAgain(deps, workspaceId, { blockIds, kind: first.kind });
    case undefined:
      return undefined;
  }
}

async function undeliverableAgain(
  deps: Deps,
  workspaceId: string,
  { blockIds, kind }: { blockIds: string[]; kind: 'undeliverable-inviter' | 'undeliverable-channel' },
): Promise<Message> {
  const announced = readNewsRows(blockIds).map((row) => row.announced);
  const invitations = await readUndeliverable(deps, deps.db, { workspaceId, announced });
  const more = readMoreRows(blockIds, kind);
  return undeliverableInvitations(
    { invitations, more },
    kind === 'undeliverable-inviter' ? 'INVITER' : 'CHANNEL',
  );
}

async function digestAgain(deps: Deps, workspaceId: string, blockIds: string[]): Promise<Message> {
  const part = async (kind: NewsPart) => {
    const rows = readNewsRows(blockIds).filter((row) => row.kind === kind);
    const announced = rows.map((row) => row.announced);
    const invitations = await readAnnounced(deps, deps.db, { workspaceId, announced });
    return { invitations, more: readMoreRows(blockIds, kind) };
  };
  return digestMessage({ expiring: await part('expiring'), expired: await part('expired') });
}
