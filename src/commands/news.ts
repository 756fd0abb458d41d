import { z } from 'zod';
import { readUndeliverable } from '../invitations/read-undeliverable.ts';
import type { Actor } from '../roles/permitted.ts';
import { readNewsRows } from '../views/news-rows.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { undeliverableInvitation } from '../views/undeliverable-invitation.message.ts';
import type { ButtonMessage, Message } from './boundary.ts';
import type { SlackEdge } from './edge.ts';

const NEWS_MESSAGE = 'message';

const place = z.object({ channel: z.string(), ts: z.string(), blockIds: z.array(z.string()) });

/** What a form remembers of the message whose button opened it; undefined: it is not news of ours. */
export function newsBelow(message: ButtonMessage | undefined): ViewBelow | undefined {
  if (!message) return undefined;
  const { channel, ts } = message;
  const blockIds = message.blockIds.filter((blockId) => readNewsRows([blockId]).length > 0);
  if (blockIds.length === 0) return undefined;
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
  if (!first) return undefined;
  const { kind, announced } = first;
  const found = await readUndeliverable(deps, deps.db, { workspaceId, announced });
  return found && undeliverableInvitation(found, kind === 'undeliverable-inviter' ? 'INVITER' : 'CHANNEL');
}
