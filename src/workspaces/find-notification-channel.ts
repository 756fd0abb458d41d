import type { Tx } from '../deps.ts';
import type { NotificationEvent } from '../generated/prisma/client.ts';

/** The channel that hears of an event; undefined: none does. */
export async function findNotificationChannel(
  tx: Tx,
  where: { workspaceId: string; event: NotificationEvent },
): Promise<string | undefined> {
  const channel = await tx.notificationChannel.findUnique({ where: { workspaceId_event: where } });
  return channel?.slackChannelId;
}
