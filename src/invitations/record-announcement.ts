import type { Deps, Tx } from '../deps.ts';
import { type AnnounceTo, noticesFor } from './announce-to.ts';

/** Notes that a message tells of people who joined from now on as well. */
export async function recordTold(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  to: AnnounceTo,
  { messageId, ids }: { messageId: string; ids: string[] },
): Promise<void> {
  const { workspaceId } = to;
  await db.$transaction(async (tx) => {
    await tx.acceptanceMessage.update({
      where: { workspaceId_id: { workspaceId, id: messageId } },
      data: { changedAt: now() },
    });
    await markTold(tx, to, { messageId, ids });
  });
}

/** Notes a new message that tells of people who joined; the one before takes in nobody any more, and is forgotten. */
export async function recordPosted(
  { db, now, newId }: Pick<Deps, 'db' | 'now' | 'newId'>,
  to: AnnounceTo,
  { channel, ts, ids }: { channel: string; ts: string; ids: string[] },
): Promise<void> {
  const messageId = newId();
  const at = now();
  await db.$transaction(async (tx) => {
    await tx.acceptanceMessage.deleteMany({ where: to });
    await tx.acceptanceMessage.create({
      data: { ...to, id: messageId, slackChannelId: channel, ts, postedAt: at, changedAt: at },
    });
    await markTold(tx, to, { messageId, ids });
  });
}

/** Of these nobody is told: there is nobody to tell, or no way to. */
export async function forgetUnannounced(tx: Tx, to: AnnounceTo, ids: string[]): Promise<void> {
  const { workspaceId, audience } = noticesFor(to);
  await tx.$executeRaw`
    DELETE FROM acceptance_notice
    WHERE workspace_id = ${workspaceId}::uuid AND audience = ${audience}::acceptance_audience
      AND invitation_id = ANY(${ids}::uuid[])`;
}

async function markTold(
  tx: Tx,
  to: AnnounceTo,
  { messageId, ids }: { messageId: string; ids: string[] },
): Promise<void> {
  const { workspaceId, audience } = noticesFor(to);
  await tx.$executeRaw`
    UPDATE acceptance_notice SET message_id = ${messageId}::uuid
    WHERE workspace_id = ${workspaceId}::uuid AND audience = ${audience}::acceptance_audience
      AND invitation_id = ANY(${ids}::uuid[])`;
}
