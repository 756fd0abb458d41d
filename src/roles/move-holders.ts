import { activityColumns, type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { enqueueAll } from '../queue/enqueue.ts';
import { noteDecision } from '../reviews/note-decision.ts';
import { tellUsers } from '../users/tell-users.ts';
import type { RoleWithPermissions } from './invitable-roles.ts';
import type { Actor } from './permitted.ts';

interface Move {
  actor: Actor;
  role: RoleWithPermissions;
  replacement: RoleWithPermissions;
  reason: string;
  origin: Origin;
}

/** Gives whoever holds a role another one: people, invitations, requests, imports that have not ended, and the default role. */
export async function moveHolders(deps: Deps, tx: Tx, move: Move) {
  const people = await movePeople(deps, tx, move);
  const invitations = await moveInvitations(deps, tx, move);
  const requests = await moveRequests(deps, tx, move);
  await moveImportRows(tx, move);
  await moveDefault(deps, tx, move);
  return { people, invitations, requests };
}

async function movePeople(deps: Deps, tx: Tx, move: Move): Promise<number> {
  const { actor, role, replacement } = move;
  const { workspaceId, userId } = actor;
  const moved = await tx.user.updateManyAndReturn({
    where: { workspaceId, roleId: role.id },
    data: { roleId: replacement.id, roleKind: replacement.kind, revision: { increment: 1 } },
    select: { id: true, revision: true, status: true },
  });
  await recordActivity(
    deps,
    tx,
    moved.map(({ id }) => ({
      ...{ workspaceId, action: 'user.role-changed' as const, actorId: userId },
      ...{ reason: move.reason, origin: move.origin },
      subject: { type: 'user' as const, id },
      before: { role: role.name },
      after: { role: replacement.name },
    })),
  );
  const withAccess = moved.filter(({ status }) => status !== 'INACTIVE');
  const userIds = withAccess.map(({ id }) => id);
  await noteDecision(deps, tx, {
    workspaceId,
    userIds,
    decision: 'ROLE_CHANGED',
    inReview: false,
    actorId: userId,
  });
  const notices = withAccess.map(({ id, revision }) => ({
    ...{ workspaceId, userId: id, actorId: userId, revision },
  }));
  await tellUsers(
    tx,
    notices.map((notice) => ({ ...notice, what: 'ROLE_CHANGED' as const, changed: [] })),
  );
  return moved.length;
}

/**
 * Those that can still be accepted, and those that can be sent again; there may be as many as an import has rows. Whoever
 * gives an open one another role vouches for it, if they may invite.
 */
async function moveInvitations(deps: Deps, tx: Tx, move: Move): Promise<number> {
  const { actor, role, replacement, reason, origin } = move;
  const { workspaceId, userId } = actor;
  const vouches = actor.permissions.includes('INVITE_USERS');
  return tx.$executeRaw`
    WITH moved AS (
      UPDATE invitation SET role_id = ${replacement.id}::uuid, role_kind = ${replacement.kind}::role_kind,
        revision = revision + 1,
        inviter_id = CASE WHEN ${vouches} AND status = 'PENDING' THEN ${userId}::uuid ELSE inviter_id END
      WHERE workspace_id = ${workspaceId}::uuid AND role_id = ${role.id}::uuid AND status IN ('PENDING', 'EXPIRED')
      RETURNING id
    )
    INSERT INTO activity (${activityColumns})
    SELECT ${workspaceId}::uuid, ${deps.now()}, 'invitation.edited', ${userId}::uuid, 'invitation', id,
      jsonb_build_object('role', ${role.name}::text), jsonb_build_object('role', ${replacement.name}::text),
      ${reason}, ${origin.source}::activity_source, ${origin.ipAddress ?? null}::inet
    FROM moved`;
}

async function moveRequests(deps: Deps, tx: Tx, move: Move): Promise<number> {
  const { actor, role, replacement } = move;
  const { workspaceId, userId } = actor;
  const moved = await tx.invitationRequest.updateManyAndReturn({
    where: { workspaceId, roleId: role.id, status: 'PENDING' },
    data: { roleId: replacement.id, roleKind: replacement.kind },
    select: { id: true },
  });
  await recordActivity(
    deps,
    tx,
    moved.map(({ id }) => ({
      ...{ workspaceId, action: 'request.role-changed' as const, actorId: userId },
      ...{ reason: move.reason, origin: move.origin },
      subject: { type: 'request' as const, id },
      before: { role: role.name },
      after: { role: replacement.name },
    })),
  );
  await enqueueAll(
    tx,
    'update-request-cards',
    moved.map(({ id }) => ({ workspaceId, requestId: id })),
  );
  return moved.length;
}

/** Of imports that have not ended: what they ask of their sender is what their invitations give by now. */
async function moveImportRows(tx: Tx, { actor: { workspaceId }, role, replacement }: Move): Promise<void> {
  await tx.$executeRaw`
    UPDATE bulk_import_row r SET role_id = ${replacement.id}::uuid, role_kind = ${replacement.kind}::role_kind
    FROM bulk_import b
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.role_id = ${role.id}::uuid
      AND b.workspace_id = r.workspace_id AND b.id = r.import_id AND b.status IN ('REVIEW', 'SENDING', 'PAUSED')`;
}

async function moveDefault(deps: Deps, tx: Tx, { actor, role, replacement, origin }: Move): Promise<void> {
  const { workspaceId, userId } = actor;
  const { count } = await tx.workspace.updateMany({
    where: { id: workspaceId, defaultRoleId: role.id },
    data: { defaultRoleId: replacement.id, settingsRevision: { increment: 1 } },
  });
  if (count === 0) return;
  await recordActivity(deps, tx, [
    {
      ...{ workspaceId, action: 'workspace.settings-changed', actorId: userId, origin },
      subject: { type: 'workspace', id: workspaceId },
      before: { defaultRole: role.name },
      after: { defaultRole: replacement.name },
    },
  ]);
}
