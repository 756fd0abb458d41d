import type { Deps, Tx } from '../deps.ts';
import { type ActivitySource, Prisma } from '../generated/prisma/client.ts';

/** Everything that is recorded; what nobody changed is not. */
export const activityActions = [
  'workspace.set-up',
  'workspace.settings-changed',
  'workspace.plan-changed',
  'workspace.billing-contact-changed',
  'invitation.sent',
  'invitation.resent',
  'invitation.edited',
  'invitation.canceled',
  'invitation.undone',
  'invitation.taken-over',
  'invitation.accepted',
  'invitation.expired',
  'invitation.withdrawn',
  'invitation.bounced',
  'invitation.reminded',
  'import.sent',
  'import.paused',
  'import.resumed',
  'import.canceled',
  'request.made',
  'request.approved',
  'request.denied',
  'request.role-changed',
  'role.created',
  'role.edited',
  'role.deleted',
  'ownership.offered',
  'ownership.accepted',
  'ownership.declined',
  'ownership.withdrawn',
  'ownership.lapsed',
  'ownership.assigned',
  'user.activated',
  'user.slack-linked',
  'user.signed-in',
  'user.edited',
  'user.address-asked',
  'user.address-changed',
  'user.role-changed',
  'user.deactivated',
  'user.reactivated',
  'user.access-end-set',
  'user.access-reminded',
  'user.second-factor-reset',
  'user.left-slack',
  'user.back-in-slack',
  'user.access-kept',
  'review.started',
  'review.finished',
  'identity.password-set',
  'identity.second-factor-on',
  'identity.second-factor-off',
  'identity.backup-codes-made',
  'identity.backup-code-used',
  'identity.codes-refused',
  'identity.sessions-ended',
  'asset.created',
  'asset.edited',
  'asset.deleted',
  'asset.assigned',
  'asset.unassigned',
  'license.created',
  'license.edited',
  'license.deleted',
  'license.assigned',
  'license.unassigned',
  'license.key-shown',
  'access.refused',
  'export.requested',
  'export.sent',
] as const;

export type ActivityAction = (typeof activityActions)[number];

/** Where a change came from. */
export interface Origin {
  source: ActivitySource;
  /** Whose request it was. Slack does not tell: its requests come from its own servers. */
  ipAddress?: string | undefined;
}

export interface ActivityEntry {
  workspaceId: string;
  action: ActivityAction;
  /** null: the product itself, or somebody who is not a user. */
  actorId: string | null;
  subject: {
    type:
      | 'workspace'
      | 'invitation'
      | 'request'
      | 'import'
      | 'user'
      | 'role'
      | 'ownership'
      | 'review'
      | 'asset'
      | 'license'
      | 'export';
    id: string;
  };
  /** What it was and became; never a token or a password. */
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
  reason?: string;
  origin: Origin;
}

/** For statements that record what they change themselves, for many rows at once: the columns, in this order. */
export const activityColumns = Prisma.sql`workspace_id, at, action, actor_id, subject_type, subject_id, before, after, reason, source, ip_address`;

/** Appends to the record, in the transaction of what it records. */
export async function recordActivity(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  entries: ActivityEntry[],
): Promise<void> {
  const rows = entries.map(({ workspaceId, action, actorId, subject, before, after, reason, origin }) => ({
    workspace_id: workspaceId,
    at: now(),
    action,
    actor_id: actorId,
    subject_type: subject.type,
    subject_id: subject.id,
    before,
    after,
    reason: reason || undefined,
    source: origin.source,
    ip_address: origin.ipAddress,
  }));
  await tx.$executeRaw`
    INSERT INTO activity (${activityColumns}) SELECT ${activityColumns}
    FROM jsonb_populate_recordset(NULL::activity, ${JSON.stringify(rows)}::jsonb)`;
}
