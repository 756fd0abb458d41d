import type { JobPayload } from '../deps.ts';
import { findAcceptance } from '../invitations/find-acceptance.ts';
import { postToChannel } from '../post-to-channel.ts';
import { acceptanceForChannel, acceptanceForInviter } from '../views/acceptance.message.ts';
import type { JobEdge } from './edge.ts';
import { postToNotificationChannel } from './post-to-notification-channel.ts';

/** Tells the channel, or the inviter, that somebody joined. Two jobs, so that a second try of one repeats only that one. */
export async function announceAcceptance(
  edge: JobEdge,
  payload: JobPayload<'announce-acceptance'>,
): Promise<void> {
  const acceptance = await findAcceptance(edge.deps.db, payload);
  if (!acceptance) return;
  const { inviter } = acceptance;
  if (payload.to === 'INVITER') {
    if (inviter.slackUserId) await postToChannel(edge, inviter.slackUserId, acceptanceForInviter(acceptance));
    return;
  }
  const { workspaceId } = payload;
  const news = { workspaceId, event: 'ACCEPTANCES' } as const;
  await postToNotificationChannel(edge, news, acceptanceForChannel(acceptance));
}
