import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { showOpenDeparture } from '../departures/show-departure.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { noteDecision } from '../reviews/note-decision.ts';
import { type ActorRef, readActor } from '../roles/permitted.ts';
import { requireActive } from '../users/require-active.ts';
import { type ClaimedOffer, claimOffer } from './claim-offer.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

export interface Answer {
  actor: ActorRef;
  offerId: string;
  origin: Origin;
}

/**
 * Makes the receiver of an offer the Owner, and the Owner what the offer says, in one moment: the database lets no
 * transaction end with none or two (`workspace_has_an_owner`, `user_one_owner`).
 */
export async function acceptOwnership(
  deps: Deps,
  { actor, offerId, origin }: Answer,
): Promise<{ workspaceName: string }> {
  const { workspaceId } = actor;
  return inTransaction(deps.db, async (tx) => {
    const offer = await claimOffer(tx, { actor, offerId, as: 'RECEIVER', now: deps.now() });
    const { fromId, toId } = offer;
    await tx.$queryRaw`
      SELECT id FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND id = ANY(${[fromId, toId]}::uuid[])
      ORDER BY id FOR UPDATE`;
    const receiver = await readActor(tx, actor);
    if (!receiver) throw new Refusal('OFFER_UNKNOWN', {});
    await requireActive(tx, receiver);
    await swap(tx, workspaceId, offer);
    // Each by the other one: nobody decides about themselves.
    for (const [userId, actorId] of [
      [fromId, toId],
      [toId, fromId],
    ] as const) {
      await noteDecision(deps, tx, { workspaceId, userIds: [userId], decision: 'ROLE_CHANGED', actorId });
    }
    const { name } = await tx.role.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id: offer.roleId } },
    });
    const entry = { workspaceId, actorId: toId, origin };
    await recordActivity(deps, tx, [
      ...[
        { from: fromId, was: 'Owner', is: name },
        { from: toId, was: receiver.roleName, is: 'Owner' },
      ].map(({ from, was, is }) => ({
        ...entry,
        action: 'user.role-changed' as const,
        subject: { type: 'user' as const, id: from },
        before: { role: was },
        after: { role: is },
      })),
      {
        ...entry,
        action: 'ownership.accepted',
        subject: { type: 'ownership', id: offerId },
        before: { ownerId: fromId },
        after: { ownerId: toId },
      },
    ]);
    // An Owner who has left Slack could not be deactivated until now.
    await showOpenDeparture(tx, { workspaceId, userId: fromId });
    const notice = { workspaceId, offerId, what: 'ACCEPTED' as const };
    await tellOfOwnership(tx, { ...notice, userId: fromId, otherId: toId });
    await tellOfOwnership(tx, { ...notice, userId: toId, otherId: fromId });
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    return { workspaceName: workspace.name };
  });
}

/** The Owner first: two at once the database refuses in each statement, and none only at the end. */
async function swap(
  tx: Tx,
  workspaceId: string,
  { fromId, toId, roleId, roleKind }: ClaimedOffer,
): Promise<void> {
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
    throw new Error('an offer stood that its Owner could not keep');
}
