import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readActor } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { handOver } from './hand-over.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

export interface Assignment {
  workspaceId: string;
  /** Of the new Owner, normalised. */
  email: string;
  reason: string;
}

const origin = { source: 'COMMAND_LINE' } as const;

/**
 * Makes somebody the Owner without being asked: for whoever runs the program, where the Owner is gone for good. Whoever
 * was the Owner is an Admin afterwards, whom the new one can deactivate. An offer that stood is over.
 */
export async function assignOwnership(
  deps: Pick<Deps, 'db' | 'now' | 'newId'>,
  { workspaceId, email, reason }: Assignment,
): Promise<{ workspaceName: string; newOwner: string; formerOwner: string }> {
  return inTransaction(deps.db, async (tx) => {
    await tx.$queryRaw`
      SELECT id FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND (role_kind = 'OWNER' OR email = ${email})
      ORDER BY id FOR UPDATE`;
    const owner = await tx.user.findFirstOrThrow({ where: { workspaceId, roleKind: 'OWNER' } });
    const receiver = await requireReceiver(tx, { workspaceId, email });
    await endOffer(deps, tx, { workspaceId, reason, newOwnerId: receiver.id });
    const admin = await tx.role.findFirstOrThrow({ where: { workspaceId, kind: 'ADMIN' } });
    await handOver(deps, tx, {
      ...{ workspaceId, id: deps.newId(), fromId: owner.id, toId: receiver.id },
      ...{ roleId: admin.id, roleKind: admin.kind },
      ...{ action: 'ownership.assigned', actorId: null, reason, origin },
    });
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    return { workspaceName: workspace.name, newOwner: fullName(receiver), formerOwner: fullName(owner) };
  });
}

async function requireReceiver(tx: Tx, who: { workspaceId: string; email: string }) {
  const receiver = await tx.user.findFirst({ where: who });
  const unfit = (because: 'NO_ACCOUNT' | 'SELF' | 'UNVERIFIED' | 'INACTIVE') =>
    new Refusal('CANNOT_BECOME_OWNER', { because, name: receiver && fullName(receiver) });
  if (!receiver) throw unfit('NO_ACCOUNT');
  if (receiver.roleKind === 'OWNER') throw unfit('SELF');
  // By the clock: whose last day is over is inactive, swept or not.
  const { status } = (await readActor(tx, { workspaceId: who.workspaceId, userId: receiver.id })) ?? receiver;
  if (status !== 'ACTIVE') throw unfit(status);
  return receiver;
}

/** What the former Owner offered is not theirs any more. */
async function endOffer(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, reason, newOwnerId }: { workspaceId: string; reason: string; newOwnerId: string },
): Promise<void> {
  const offer = await tx.ownershipTransfer.findUnique({ where: { workspaceId } });
  if (!offer) return;
  const { count } = await tx.ownershipTransfer.deleteMany({ where: { workspaceId, id: offer.id } });
  if (count === 0) throw new Refusal('BUSY', {});
  await recordActivity(deps, tx, [
    {
      ...{ workspaceId, action: 'ownership.withdrawn', actorId: null, reason, origin },
      subject: { type: 'ownership', id: offer.id },
    },
  ]);
  if (offer.toId === newOwnerId) return;
  const told = { userId: offer.toId, otherId: offer.fromId, what: 'WITHDRAWN' as const };
  await tellOfOwnership(tx, { workspaceId, offerId: offer.id, ...told });
}
