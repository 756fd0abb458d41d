import { z } from 'zod';
import type { Tx } from '../deps.ts';
import type { Activity, Prisma } from '../generated/prisma/client.ts';
import { DeliveryStatus } from '../generated/prisma/enums.ts';
import { fullName } from '../users/full-name.ts';

const change = z.object({
  email: z.string().optional(),
  role: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  message: z.string().optional(),
  expiresAt: z.string().optional(),
  accessUntil: z.string().nullish(),
  delivery: z.enum(DeliveryStatus).optional(),
});

export interface HistoryEntry {
  action: string;
  at: Date;
  /** null: the product itself. */
  actorName: string | null;
  reason: string | null;
  before: z.infer<typeof change>;
  after: z.infer<typeof change>;
}

/** Entries that change nothing about who may do what: the mail of an invitation, not the invitation. */
const aboutMails = ['invitation.bounced', 'invitation.reminded'];

/** The entries about an invitation that changed it. */
export function changesOf(workspaceId: string, ids: string[]): Prisma.ActivityWhereInput {
  return {
    workspaceId,
    subjectType: 'invitation',
    subjectId: { in: ids },
    action: { notIn: aboutMails },
  };
}

/** What people read of entries about invitations, each with the name of who did it. */
export async function historyEntries(
  tx: Tx,
  workspaceId: string,
  entries: Activity[],
): Promise<HistoryEntry[]> {
  const actors = await tx.user.findMany({
    where: { workspaceId, id: { in: entries.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const names = new Map(actors.map((user) => [user.id, fullName(user)]));
  return entries.map(({ action, at, actorId, reason, before, after }) => ({
    ...{ action, at, reason },
    actorName: actorId ? (names.get(actorId) ?? null) : null,
    before: change.catch({}).parse(before),
    after: change.catch({}).parse(after),
  }));
}
