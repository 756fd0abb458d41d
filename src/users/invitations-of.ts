import { type ActivityEntry, type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { type Actor, mayGrant } from '../roles/permitted.ts';
import { typedText } from './typed-text.ts';

interface Settlement {
  actor: Actor;
  /** Who sent them. */
  inviterId: string;
  reason: string;
  origin: Origin;
}

/** Ends the open invitations that somebody sent; returns how many. */
export async function cancelInvitationsOf(deps: Deps, tx: Tx, settlement: Settlement): Promise<number> {
  const { actor, inviterId, reason } = settlement;
  const at = deps.now();
  const canceled = await tx.invitation.updateManyAndReturn({
    where: openOf(deps, actor.workspaceId, inviterId),
    data: { status: 'CANCELED', settledAt: at, revision: { increment: 1 } },
    select: { id: true },
  });
  await recordEach(deps, tx, settlement, canceled, {
    action: 'invitation.canceled',
    before: { status: 'PENDING' },
    after: { status: 'CANCELED' },
    reason: typedText(reason),
  });
  return canceled.length;
}

/**
 * Keeps the open invitations that somebody sent: whoever keeps them vouches for them from now on, as far as they may
 * give the roles. The others end when somebody would accept them, as those of anybody who is inactive.
 */
export async function takeOverInvitationsOf(deps: Deps, tx: Tx, settlement: Settlement): Promise<number> {
  const { actor, inviterId } = settlement;
  const roles = (await invitableRoles(tx, actor.workspaceId)).filter((role) => mayGrant(actor, role));
  const kept = await tx.invitation.updateManyAndReturn({
    where: { ...openOf(deps, actor.workspaceId, inviterId), roleId: { in: roles.map(({ id }) => id) } },
    data: { inviterId: actor.userId, revision: { increment: 1 } },
    select: { id: true },
  });
  await recordEach(deps, tx, settlement, kept, {
    action: 'invitation.taken-over',
    before: { inviterId },
    after: { inviterId: actor.userId },
  });
  return kept.length;
}

function openOf({ now }: Pick<Deps, 'now'>, workspaceId: string, inviterId: string) {
  return { workspaceId, inviterId, status: 'PENDING' as const, expiresAt: { gt: now() } };
}

async function recordEach(
  deps: Deps,
  tx: Tx,
  { actor: { workspaceId, userId }, origin }: Settlement,
  invitations: { id: string }[],
  what: Pick<ActivityEntry, 'action' | 'before' | 'after' | 'reason'>,
): Promise<void> {
  await recordActivity(
    deps,
    tx,
    invitations.map(({ id }) => ({
      ...{ workspaceId, actorId: userId, origin },
      subject: { type: 'invitation' as const, id },
      ...what,
    })),
  );
}

export interface OpenInvitations {
  count: number;
  /** The newest of them. */
  emails: string[];
}

const NAMED = 5;

/** Those that somebody sent and nobody has accepted yet. */
export async function openInvitationsOf(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, inviterId }: { workspaceId: string; inviterId: string },
): Promise<OpenInvitations> {
  const open = openOf(deps, workspaceId, inviterId);
  const newest = await tx.invitation.findMany({
    where: open,
    select: { email: true },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    take: NAMED,
  });
  return { count: await tx.invitation.count({ where: open }), emails: newest.map(({ email }) => email) };
}
