import { type ActivityAction, activityColumns, type Origin } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
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
export function cancelInvitationsOf(deps: Deps, tx: Tx, settlement: Settlement): Promise<number> {
  return settle(deps, tx, settlement, {
    which: Prisma.empty,
    change: Prisma.sql`status = 'CANCELED', settled_at = ${deps.now()}::timestamptz`,
    action: 'invitation.canceled',
    before: { status: 'PENDING' },
    after: { status: 'CANCELED' },
    reason: typedText(settlement.reason),
  });
}

/**
 * Keeps the open invitations that somebody sent: whoever keeps them vouches for them from now on, as far as they may
 * give the roles. The others end when somebody would accept them, as those of anybody who is inactive.
 */
export async function takeOverInvitationsOf(deps: Deps, tx: Tx, settlement: Settlement): Promise<number> {
  const { actor, inviterId } = settlement;
  const roles = (await invitableRoles(tx, actor.workspaceId)).filter((role) => mayGrant(actor, role));
  return settle(deps, tx, settlement, {
    which: Prisma.sql`AND role_id = ANY(${roles.map(({ id }) => id)}::uuid[])`,
    change: Prisma.sql`inviter_id = ${actor.userId}::uuid`,
    action: 'invitation.taken-over',
    before: { inviterId },
    after: { inviterId: actor.userId },
  });
}

interface Change {
  which: Prisma.Sql;
  change: Prisma.Sql;
  action: ActivityAction;
  before: Prisma.InputJsonObject;
  after: Prisma.InputJsonObject;
  reason?: string;
}

/** In one statement, as it may be a whole import. Locked in one order, as by everybody who locks several. */
function settle(
  { now }: Deps,
  tx: Tx,
  { actor: { workspaceId, userId }, inviterId, origin }: Settlement,
  { which, change, action, before, after, reason }: Change,
): Promise<number> {
  const at = now();
  return tx.$executeRaw`
    WITH sent AS MATERIALIZED (
      SELECT workspace_id, id FROM invitation
      WHERE workspace_id = ${workspaceId}::uuid AND inviter_id = ${inviterId}::uuid
        AND status = 'PENDING' AND expires_at > ${at}::timestamptz ${which}
      ORDER BY email FOR NO KEY UPDATE
    ), settled AS (
      UPDATE invitation SET ${change}, revision = revision + 1
      FROM sent WHERE invitation.workspace_id = sent.workspace_id AND invitation.id = sent.id
      RETURNING invitation.workspace_id, invitation.id
    )
    INSERT INTO activity (${activityColumns})
    SELECT workspace_id, ${at}::timestamptz, ${action}, ${userId}::uuid, 'invitation', id,
      ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb, ${reason || null},
      ${origin.source}::activity_source, ${origin.ipAddress ?? null}::inet
    FROM settled`;
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
  const open = { workspaceId, inviterId, status: 'PENDING' as const, expiresAt: { gt: deps.now() } };
  const newest = await tx.invitation.findMany({
    where: open,
    select: { email: true },
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    take: NAMED,
  });
  return { count: await tx.invitation.count({ where: open }), emails: newest.map(({ email }) => email) };
}
