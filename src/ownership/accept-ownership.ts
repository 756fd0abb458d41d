import type { Origin } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, readActor } from '../roles/permitted.ts';
import { requireActive } from '../users/require-active.ts';
import { claimOffer } from './claim-offer.ts';
import { handOver } from './hand-over.ts';

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
    const recorded = { action: 'ownership.accepted', actorId: toId, origin } as const;
    await handOver(deps, tx, { ...offer, workspaceId, ...recorded });
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    return { workspaceName: workspace.name };
  });
}
