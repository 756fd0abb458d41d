import type { JobPayload, Tx } from '../deps.ts';
import { type AnnounceTo, announceLater } from '../invitations/announce-to.ts';
import {
  type AcceptanceMessage,
  findLastMessage,
  findUnannounced,
  readAnnouncement,
} from '../invitations/read-announcement.ts';
import { forgetUnannounced, recordPosted, recordTold } from '../invitations/record-announcement.ts';
import { changePosted, type Message, type Posted, postToChannel } from '../post-to-channel.ts';
import { acceptancesForChannel, acceptancesForInviter } from '../views/acceptance.message.ts';
import { findNotificationChannel } from '../workspaces/find-notification-channel.ts';
import type { JobEdge } from './edge.ts';
import { postToNotificationChannel } from './post-to-notification-channel.ts';

/** So long after it was posted a message takes in whoever joins. */
const FOLDS_MS = 10 * 60 * 1000;
/** A message changes no more often, however many join. */
const PAUSE_MS = 5_000;

const ACCEPTANCES = 'ACCEPTANCES';

/**
 * Tells the channel, or the inviter, of everybody who joined and was not told of yet: in the last message where that is
 * young enough, else in a new one. What is told is marked afterwards, so that whoever dies in between loses nobody.
 */
export async function announceAcceptances(
  edge: JobEdge,
  to: JobPayload<'announce-acceptances'>,
): Promise<void> {
  const { db, now } = edge.deps;
  const unannounced = await findUnannounced(db, to);
  if (unannounced.length === 0) return;
  const place = await placeFor(db, to);
  if (!place) return forgetUnannounced(db, to, unannounced);
  const last = await findLastMessage(db, to);
  if (!last || !isOpen(last, to, { place, now: now() })) return tellAnew(edge, to, { place, unannounced });
  const waitMs = last.changedAt.getTime() + PAUSE_MS - now().getTime();
  if (waitMs > 0) return announceLater(db, to, waitMs);
  if (!(await tellInMessage(edge, to, { last, unannounced })))
    await tellAnew(edge, to, { place, unannounced });
}

/** Where to tell it: a channel, or a person of Slack; undefined: nowhere. */
async function placeFor(tx: Tx, { workspaceId, inviterId }: AnnounceTo): Promise<string | undefined> {
  if (!inviterId) return findNotificationChannel(tx, { workspaceId, event: ACCEPTANCES });
  const inviter = await tx.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: inviterId } },
    select: { slackUserId: true },
  });
  return inviter.slackUserId ?? undefined;
}

function isOpen(
  { channel, postedAt }: AcceptanceMessage,
  { inviterId }: AnnounceTo,
  { place, now }: { place: string; now: Date },
): boolean {
  // A conversation with a person has an id of its own.
  return now.getTime() - postedAt.getTime() < FOLDS_MS && (inviterId !== null || channel === place);
}

async function messageFor(
  { deps: { db } }: JobEdge,
  to: AnnounceTo,
  which: { messageId?: string; unannounced: string[] },
): Promise<Message> {
  const announcement = await readAnnouncement(db, to, which);
  return to.inviterId ? acceptancesForInviter(announcement) : acceptancesForChannel(announcement);
}

/** Whether that could be done: somebody may have deleted the message. */
async function tellInMessage(
  edge: JobEdge,
  to: AnnounceTo,
  { last, unannounced }: { last: AcceptanceMessage; unannounced: string[] },
): Promise<boolean> {
  const message = await messageFor(edge, to, { messageId: last.id, unannounced });
  if (!(await changePosted(edge, last, message))) return false;
  await recordTold(edge.deps, to, { messageId: last.id, ids: unannounced });
  return true;
}

async function tellAnew(
  edge: JobEdge,
  to: AnnounceTo,
  { place, unannounced }: { place: string; unannounced: string[] },
): Promise<void> {
  const message = await messageFor(edge, to, { unannounced });
  const posted = await post(edge, to, { place, message });
  if (posted) await recordPosted(edge.deps, to, { ...posted, ids: unannounced });
  else await forgetUnannounced(edge.deps.db, to, unannounced);
}

function post(
  edge: JobEdge,
  { workspaceId, inviterId }: AnnounceTo,
  { place, message }: { place: string; message: Message },
): Promise<Posted | undefined> {
  if (inviterId) return postToChannel(edge, place, message);
  return postToNotificationChannel(edge, { workspaceId, event: ACCEPTANCES }, message);
}
