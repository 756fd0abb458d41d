import type { JobPayload } from '../deps.ts';
import { findAcceptance } from '../invitations/find-acceptance.ts';
import { postToChannel } from '../post-to-channel.ts';
import { acceptanceForChannel, acceptanceForInviter } from '../views/acceptance.message.ts';
import { channelUnreachable } from '../views/channel-unreachable.message.ts';
import type { JobEdge } from './edge.ts';

/** Tells the channel, or the inviter, that somebody joined. Two jobs, so that a second try of one repeats only that one. */
export async function announceAcceptance(
  edge: JobEdge,
  payload: JobPayload<'announce-acceptance'>,
): Promise<void> {
  const acceptance = await findAcceptance(edge.deps.db, payload);
  if (!acceptance) return;
  const { notificationChannelId, inviter, ownerSlackUserId } = acceptance;
  if (payload.to === 'INVITER') {
    if (inviter.slackUserId) await postToChannel(edge, inviter.slackUserId, acceptanceForInviter(acceptance));
    return;
  }
  if (!notificationChannelId) return;
  const posted = await postToChannel(edge, notificationChannelId, acceptanceForChannel(acceptance));
  if (!posted && ownerSlackUserId) {
    await postToChannel(
      edge,
      ownerSlackUserId,
      channelUnreachable({ notificationChannelId, product: edge.deps.product }),
    );
  }
}
