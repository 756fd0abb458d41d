import type { NotificationEvent } from '../generated/prisma/client.ts';
import { type Message, type Posted, postToChannel } from '../post-to-channel.ts';
import { findOwner } from '../users/find-owner.ts';
import { channelUnreachable } from '../views/channel-unreachable.message.ts';
import { findNotificationChannel } from '../workspaces/find-notification-channel.ts';
import type { JobEdge } from './edge.ts';

/** Posts to the channel that hears of an event, if any does; where that cannot be posted to, the Owner is told. */
export async function postToNotificationChannel(
  edge: JobEdge,
  { workspaceId, event }: { workspaceId: string; event: NotificationEvent },
  message: Message,
): Promise<Posted | undefined> {
  const { db } = edge.deps;
  const channel = await findNotificationChannel(db, { workspaceId, event });
  if (!channel) return undefined;
  const posted = await postToChannel(edge, channel, message);
  if (!posted) await tellOfUnreachableChannel(edge, { workspaceId, event, channel });
  return posted;
}

async function tellOfUnreachableChannel(
  edge: JobEdge,
  { workspaceId, event, channel }: { workspaceId: string; event: NotificationEvent; channel: string },
): Promise<void> {
  const { slackUserId } = await findOwner(edge.deps.db, workspaceId);
  if (!slackUserId) return;
  await postToChannel(edge, slackUserId, channelUnreachable({ channel, event, product: edge.deps.product }));
}
