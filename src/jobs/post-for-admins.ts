import type { NotificationEvent, Permission } from '../generated/prisma/client.ts';
import { type Message, type Posted, postToChannel } from '../post-to-channel.ts';
import { findAdmins } from '../users/find-admins.ts';
import { findNotificationChannel } from '../workspaces/find-notification-channel.ts';
import type { JobEdge } from './edge.ts';

interface Audience {
  workspaceId: string;
  /** Whom it is about. */
  except?: string;
  /** What the channel has to hear of; absent: access. */
  event?: NotificationEvent;
  /** What a person has to be permitted; absent: to manage people. */
  permission?: Permission;
}

/**
 * Posts what somebody has to decide: to the channel that hears of such things, or else to the first who can be written to of
 * those who may do something about it, the Owner before all others.
 */
export async function postForAdmins(
  edge: JobEdge,
  { workspaceId, except, event = 'ACCESS', permission = 'MANAGE_USERS' }: Audience,
  message: Message,
): Promise<Posted | undefined> {
  const { db } = edge.deps;
  const channel = await findNotificationChannel(db, { workspaceId, event });
  const inChannel = channel && (await postToChannel(edge, channel, message));
  if (inChannel) return inChannel;
  const wanted = { permission, inSlack: true, ...(except && { except }) };
  for (const { slackUserId } of await findAdmins(db, workspaceId, wanted)) {
    const posted = slackUserId && (await postToChannel(edge, slackUserId, message));
    if (posted) return posted;
  }
  return undefined;
}
