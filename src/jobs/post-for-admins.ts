import { type Message, type Posted, postToChannel } from '../post-to-channel.ts';
import { findAdmins } from '../users/find-admins.ts';
import { findNotificationChannel } from '../workspaces/find-notification-channel.ts';
import type { JobEdge } from './edge.ts';

/**
 * Posts what somebody has to decide about people: to the channel that hears of access, or else to the first who can be
 * written to of those who manage people, the Owner before all others. `except`: whom it is about.
 */
export async function postForAdmins(
  edge: JobEdge,
  { workspaceId, except }: { workspaceId: string; except?: string },
  message: Message,
): Promise<Posted | undefined> {
  const { db } = edge.deps;
  const channel = await findNotificationChannel(db, { workspaceId, event: 'ACCESS' });
  const inChannel = channel && (await postToChannel(edge, channel, message));
  if (inChannel) return inChannel;
  const wanted = { permission: 'MANAGE_USERS', inSlack: true, ...(except && { except }) } as const;
  for (const { slackUserId } of await findAdmins(db, workspaceId, wanted)) {
    const posted = slackUserId && (await postToChannel(edge, slackUserId, message));
    if (posted) return posted;
  }
  return undefined;
}
