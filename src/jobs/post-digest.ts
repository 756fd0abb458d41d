import type { JobPayload } from '../deps.ts';
import { readAnnounced } from '../invitations/read-announced.ts';
import { readDigest } from '../invitations/read-digest.ts';
import { digestMessage } from '../views/digest.message.ts';
import type { JobEdge } from './edge.ts';
import { postToNotificationChannel } from './post-to-notification-channel.ts';

/** Tells the channel which invitations end soon and which have expired; nothing where there are none. */
export async function postDigest(
  edge: JobEdge,
  { workspaceId, since, until }: JobPayload<'post-digest'>,
): Promise<void> {
  const { deps } = edge;
  const period = { since: new Date(since), until: new Date(until) };
  const { expiring, expired } = await readDigest(deps.db, { workspaceId, ...period });
  if (expiring.announced.length + expired.announced.length === 0) return;
  const read = async ({ announced, more }: typeof expiring) => ({
    invitations: await readAnnounced(deps, deps.db, { workspaceId, announced }),
    more,
  });
  const message = digestMessage({ expiring: await read(expiring), expired: await read(expired) });
  await postToNotificationChannel(edge, { workspaceId, event: 'DIGEST' }, message);
}
