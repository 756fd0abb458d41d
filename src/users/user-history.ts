import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { fullName } from './full-name.ts';

/** The newest entries; more than that nobody reads in a modal. */
const HISTORY_LENGTH = 25;

const change = z.object({
  email: z.string().optional(),
  pendingEmail: z.string().nullish(),
  role: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  phone: z.string().optional(),
  department: z.string().optional(),
  jobTitle: z.string().optional(),
  accessUntil: z.string().nullish(),
});

export interface UserHistoryEntry {
  action: string;
  at: Date;
  /** null: the product itself, or somebody who is not a user. */
  actorName: string | null;
  /** They did it themselves. */
  isOwnDoing: boolean;
  reason: string | null;
  before: z.infer<typeof change>;
  after: z.infer<typeof change>;
}

/** What of their invitation belongs to the history of a person; the rest is in the invitation's own. */
const ofInvitation = ['invitation.sent', 'invitation.resent', 'invitation.edited', 'invitation.accepted'];

/** Of these nobody has to know who looks at somebody. */
const forTheRecord = ['user.signed-in', 'user.access-reminded', 'access.refused'];

/** What happened to a person, from their invitation on, the newest first. Sign-ins are for the record alone. */
export async function userHistory(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<UserHistoryEntry[]> {
  const invitations = await tx.invitation.findMany({
    where: { workspaceId, acceptedUserId: id },
    select: { id: true },
  });
  const entries = await tx.activity.findMany({
    where: {
      workspaceId,
      OR: [
        { subjectId: id, subjectType: 'user', action: { notIn: forTheRecord } },
        {
          subjectId: { in: invitations.map((invitation) => invitation.id) },
          subjectType: 'invitation',
          action: { in: ofInvitation },
        },
      ],
    },
    orderBy: { id: 'desc' },
    take: HISTORY_LENGTH,
  });
  const actors = await tx.user.findMany({
    where: { workspaceId, id: { in: entries.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const names = new Map(actors.map((user) => [user.id, fullName(user)]));
  return entries.map(({ action, at, actorId, reason, before, after }) => ({
    ...{ action, at, reason },
    actorName: actorId ? (names.get(actorId) ?? null) : null,
    isOwnDoing: actorId === id,
    before: change.catch({}).parse(before),
    after: change.catch({}).parse(after),
  }));
}
