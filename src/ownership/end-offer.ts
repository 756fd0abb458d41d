import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import type { Answer } from './accept-ownership.ts';
import { claimOffer } from './claim-offer.ts';
import { tellOfOwnership } from './tell-of-ownership.ts';

/** Whoever was offered the ownership does not want it; the Owner hears of it. */
export function declineOwnership(deps: Deps, answer: Answer): Promise<void> {
  return end(deps, answer, { as: 'RECEIVER', action: 'ownership.declined', what: 'DECLINED' });
}

/** The Owner takes the offer back; whoever got it hears of it. */
export function withdrawOffer(deps: Deps, answer: Answer): Promise<void> {
  return end(deps, answer, { as: 'OFFERER', action: 'ownership.withdrawn', what: 'WITHDRAWN' });
}

type Ending =
  | { as: 'RECEIVER'; action: 'ownership.declined'; what: 'DECLINED' }
  | { as: 'OFFERER'; action: 'ownership.withdrawn'; what: 'WITHDRAWN' };

async function end(
  deps: Deps,
  { actor, offerId, origin }: Answer,
  { as, action, what }: Ending,
): Promise<void> {
  const { workspaceId } = actor;
  await inTransaction(deps.db, async (tx) => {
    const { fromId, toId } = await claimOffer(tx, { actor, offerId, as, now: deps.now() });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action, actorId: actor.userId, origin },
        subject: { type: 'ownership', id: offerId },
      },
    ]);
    const [userId, otherId] = as === 'RECEIVER' ? [fromId, toId] : [toId, fromId];
    await tellOfOwnership(tx, { workspaceId, offerId, userId, otherId, what });
  });
}
