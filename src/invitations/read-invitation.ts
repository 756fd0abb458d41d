import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { findListedInvitation, type ListedInvitation } from './list-invitations.ts';

/** The newest entries; an invitation that has more was sent again more often than the caps let pass in a week. */
const HISTORY_LENGTH = 25;

const change = z.object({
  email: z.string().optional(),
  role: z.string().optional(),
  expiresAt: z.string().optional(),
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

export interface InvitationDetails extends ListedInvitation {
  message: string;
  roleId: string;
  /** The newest first. */
  history: HistoryEntry[];
}

/** An invitation with everything that happened to it. */
export async function readInvitation(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  actor: ActorRef,
  id: string,
): Promise<InvitationDetails> {
  await requirePermission(tx, actor, 'VIEW_USERS');
  const { workspaceId } = actor;
  const invitation = await findListedInvitation(tx, { workspaceId, id, now: now() });
  if (!invitation) throw new Refusal('INVITATION_UNKNOWN', {});
  const { message, roleId } = await tx.invitation.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    select: { message: true, roleId: true },
  });
  return { ...invitation, message, roleId, history: await historyOf(tx, workspaceId, id) };
}

async function historyOf(tx: Tx, workspaceId: string, id: string): Promise<HistoryEntry[]> {
  const entries = await tx.activity.findMany({
    where: { workspaceId, subjectId: id, subjectType: 'invitation' },
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
    before: change.catch({}).parse(before),
    after: change.catch({}).parse(after),
  }));
}
