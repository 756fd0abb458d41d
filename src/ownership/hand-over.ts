import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { showOpenDeparture } from '../departures/show-departure.ts';
import type { Deps, Tx } from '../deps.ts';
import { noteDecision } from '../reviews/note-decision.ts';
import type { ClaimedOffer } from './claim-offer.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

interface HandOver extends ClaimedOffer {
  workspaceId: string;
  action: 'ownership.accepted' | 'ownership.assigned';
  /** null: whoever runs the program. */
  actorId: string | null;
  reason?: string;
  origin: Origin;
}

/** Makes one person the Owner and the Owner something else, both locked already, with all that follows from that. */
export async function handOver(deps: Pick<Deps, 'now'>, tx: Tx, over: HandOver): Promise<void> {
  const { workspaceId, id, fromId, toId, roleId, action, actorId, reason, origin } = over;
  const { role: was } = await tx.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: toId } },
    select: { role: { select: { name: true } } },
  });
  await swap(tx, over);
  // Each by the other one: nobody decides about themselves.
  for (const [userId, otherId] of [
    [fromId, toId],
    [toId, fromId],
  ] as const) {
    const decision = { decision: 'ROLE_CHANGED', inReview: false, actorId: actorId && otherId } as const;
    await noteDecision(deps, tx, { workspaceId, userIds: [userId], ...decision });
  }
  const { name } = await tx.role.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: roleId } },
  });
  const entry = { workspaceId, actorId, origin, ...(reason && { reason }) };
  await recordActivity(deps, tx, [
    ...[
      { whose: fromId, before: 'Owner', after: name },
      { whose: toId, before: was.name, after: 'Owner' },
    ].map(({ whose, before, after }) => ({
      ...entry,
      action: 'user.role-changed' as const,
      subject: { type: 'user' as const, id: whose },
      before: { role: before },
      after: { role: after },
    })),
    {
      ...entry,
      action,
      subject: { type: 'ownership', id },
      before: { ownerId: fromId },
      after: { ownerId: toId },
    },
  ]);
  // An Owner who has left Slack could not be deactivated until now.
  await showOpenDeparture(tx, { workspaceId, userId: fromId });
  const what = action === 'ownership.accepted' ? 'ACCEPTED' : 'ASSIGNED';
  const notice = { workspaceId, offerId: id, what } as const;
  await tellOfOwnership(tx, { ...notice, userId: fromId, otherId: toId });
  await tellOfOwnership(tx, { ...notice, userId: toId, otherId: fromId });
}

/** The Owner first: two at once the database refuses in each statement, and none only at the end. */
async function swap(tx: Tx, { workspaceId, fromId, toId, roleId, roleKind }: HandOver): Promise<void> {
  const owner = await tx.role.findFirstOrThrow({
    where: { workspaceId, kind: 'OWNER' },
    select: { id: true },
  });
  const { count: left } = await tx.user.updateMany({
    where: { workspaceId, id: fromId, roleKind: 'OWNER' },
    data: { roleId, roleKind, revision: { increment: 1 } },
  });
  const { count: taken } = await tx.user.updateMany({
    where: { workspaceId, id: toId, status: 'ACTIVE' },
    data: { roleId: owner.id, roleKind: 'OWNER', revision: { increment: 1 } },
  });
  const { count: named } = await tx.workspace.updateMany({
    where: { id: workspaceId, ownerId: fromId },
    data: { ownerId: toId },
  });
  if (left !== 1 || taken !== 1 || named !== 1)
    throw new Error('the ownership was handed over by somebody who did not have it');
}
