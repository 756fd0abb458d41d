import type { NotificationEvent } from '../generated/prisma/client.ts';
import { type Message, type Posted, postToChannel } from '../post-to-channel.ts';
import { findOwner } from '../users/find-owner.ts';
import { channelUnreachable } from '../views/channel-unreachable.message.ts';
import { findNotificationChannel } from '../workspaces/find-notification-channel.ts';
import type { JobEdge } from './edge.ts';

interface Where {
  workspaceId: string;
  event: NotificationEvent;
}

/** Posts to the channel that hears of an event, if any does; where that cannot be posted to, the Owner is told. */
export function postToNotificationChannel(
  edge: JobEdge,
  where: Where,
  message: Message,
): Promise<Posted | undefined> {
  return inNotificationChannel(edge, where, (channel) => postToChannel(edge, channel, message));
}

/** The same for whatever can be posted; undefined of `post`: the channel cannot be posted to. */
export async function inNotificationChannel<Result>(
  edge: JobEdge,
  { workspaceId, event }: Where,
  post: (channel: string) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const channel = await findNotificationChannel(edge.deps.db, { workspaceId, event });
  if (!channel) return undefined;
  const posted = await post(channel);
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
