import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { type HistoryEntry, historyEntries } from './invitation-history.ts';
import { findListedInvitations, type ListedInvitation } from './list-invitations.ts';

/** As many as a modal has room for; of more, the newest. */
const HISTORY_LENGTH = 80;

export interface InvitationDetails extends ListedInvitation {
  message: string;
  roleId: string;
  /** The newest first. */
  history: HistoryEntry[];
  /** So many earlier entries are left out. */
  earlier: number;
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
  return { ...invitation, message, roleId, ...(await historyOf(tx, workspaceId, id)) };
}

async function historyOf(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<Pick<InvitationDetails, 'history' | 'earlier'>> {
  const where = { workspaceId, subjectId: id, subjectType: 'invitation' };
  const entries = await tx.activity.findMany({ where, orderBy: { id: 'desc' }, take: HISTORY_LENGTH });
  const history = await historyEntries(tx, workspaceId, entries);
  const isWhole = history.length < HISTORY_LENGTH;
  return { history, earlier: isWhole ? 0 : (await tx.activity.count({ where })) - HISTORY_LENGTH };
}
