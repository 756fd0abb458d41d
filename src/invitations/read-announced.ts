import type { Deps, Tx } from '../deps.ts';
import { changesOf, type HistoryEntry, historyEntries } from './invitation-history.ts';
import { findListedInvitations, type ListedInvitation } from './list-invitations.ts';

/** An invitation as a message told of it: in the version that it had then. */
export interface AnnouncedInvitation {
  id: string;
  version: number;
}

/** `since`: what was done about it after that message, if anything; until then it can be done from there. */
export interface InvitationSince extends ListedInvitation {
  announced: AnnouncedInvitation;
  since: HistoryEntry | undefined;
}

/** What has become of invitations since a message told of them, in its order. */
export async function readAnnounced(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, announced }: { workspaceId: string; announced: AnnouncedInvitation[] },
): Promise<InvitationSince[]> {
  const ids = announced.map(({ id }) => id);
  const found = await findListedInvitations(tx, { workspaceId, ids, now: now() });
  const invitations = new Map(found.map((one) => [one.id, one]));
  const activity = await tx.activity.findMany({
    where: changesOf(workspaceId, ids),
    orderBy: { id: 'desc' },
    distinct: ['subjectId'],
  });
  const entries = await historyEntries(tx, workspaceId, activity);
  const last = new Map(activity.map(({ subjectId }, index) => [subjectId, entries[index]]));
  return announced.flatMap((one) => {
    const invitation = invitations.get(one.id);
    if (!invitation) return [];
    return { ...invitation, announced: one, since: isDone(invitation, one) ? last.get(one.id) : undefined };
  });
}

/** Sent again, or neither open nor expired any more. */
function isDone({ status, resends }: ListedInvitation, { version }: AnnouncedInvitation): boolean {
  return resends + 1 !== version || status === 'ACCEPTED' || status === 'CANCELED';
}
