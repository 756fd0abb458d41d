import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { type HistoryEntry, historyEntries } from './invitation-history.ts';
import { findListedInvitations, type ListedInvitation } from './list-invitations.ts';

/** The newest entries; an invitation that has more was sent again more often than the caps let pass in a week. */
const HISTORY_LENGTH = 25;

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
  const [invitation] = await findListedInvitations(tx, { workspaceId, ids: [id], now: now() });
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
  return historyEntries(tx, workspaceId, entries);
}
