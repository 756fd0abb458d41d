import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { type ActorRef, keepActor, mayGrant, requirePermission } from '../roles/permitted.ts';
import { deletedRole, unknownRole } from '../roles/unknown-role.ts';
import { dayText, requireAccessEnd } from '../users/access-end.ts';
import { typedName, typedText } from '../users/typed-text.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';

export interface InvitationEdit {
  actor: ActorRef;
  /** As whoever edits it saw it. */
  invitation: { id: string; revision: number };
  roleId: string;
  firstName: string;
  lastName: string;
  message: string;
  /** The last day of the access; null: it does not end. */
  accessUntil: Date | null;
  origin: Origin;
}

/**
 * Changes what an open invitation gives. Its link stays, and no mail is sent: a new message reaches the invitee with the
 * page behind the link, or by sending again. Whoever gives another role vouches for the invitation from now on.
 */
export async function editInvitation(deps: Deps, edit: InvitationEdit): Promise<{ email: string }> {
  const { workspaceId, userId } = edit.actor;
  const { id, revision } = edit.invitation;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, edit.actor);
    const actor = await requirePermission(tx, edit.actor, 'INVITE_USERS');
    const now = deps.now();
    const open = { workspaceId, id, revision, status: 'PENDING' as const, expiresAt: { gt: now } };
    const seen = await tx.invitation.findFirst({
      where: open,
      select: {
        ...{ roleId: true, firstName: true, lastName: true, message: true },
        accessUntil: true,
        role: { select: { name: true } },
      },
    });
    if (!seen) throw await changedMeanwhile(deps, tx, { workspaceId, id });
    const roles = await invitableRoles(tx, workspaceId);
    const role = roles.find((one) => one.id === edit.roleId);
    if (!role) throw await unknownRole(tx, workspaceId);
    const isOtherRole = role.id !== seen.roleId;
    const isOtherEnd = edit.accessUntil?.getTime() !== seen.accessUntil?.getTime();
    // A later end gives more of the role: whoever changes either vouches for the invitation from now on.
    const givesAnew = isOtherRole || isOtherEnd;
    if (givesAnew && !mayGrant(actor, role)) {
      throw new Refusal('ROLE_NOT_GRANTABLE', { roleName: role.name });
    }
    if (isOtherEnd) {
      await requireAccessEnd(deps, tx, { workspaceId, accessUntil: edit.accessUntil });
    }
    const details = {
      firstName: typedName(edit.firstName),
      lastName: typedName(edit.lastName),
      message: typedText(edit.message),
    };
    const [edited] = await tx.invitation.updateManyAndReturn({
      where: open,
      data: {
        ...details,
        accessUntil: edit.accessUntil,
        ...(givesAnew && { roleId: role.id, roleKind: role.kind, inviterId: userId }),
        revision: { increment: 1 },
      },
      select: { email: true },
    });
    if (!edited) throw await changedMeanwhile(deps, tx, { workspaceId, id });
    const { firstName, lastName, message } = seen;
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'invitation.edited',
        actorId: userId,
        subject: { type: 'invitation', id },
        before: {
          ...{ role: seen.role.name, firstName, lastName, message },
          accessUntil: dayText(seen.accessUntil),
        },
        after: { role: role.name, ...details, accessUntil: dayText(edit.accessUntil) },
        origin: edit.origin,
      },
    ]);
    return edited;
  }).catch(async (error) => {
    throw await deletedRole(deps, error, workspaceId);
  });
}
