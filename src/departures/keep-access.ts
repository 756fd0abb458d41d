import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { requireManagedUser } from '../users/managed-user.ts';
import { readDeparture } from './read-departure.ts';
import { showDeparture } from './show-departure.ts';

interface Keeping {
  actor: ActorRef;
  departureId: string;
  origin: Origin;
}

/** Decides that somebody who has left Slack keeps their access. Of several who decide at once, one does. */
export async function keepAccess(
  deps: Deps,
  { actor, departureId, origin }: Keeping,
): Promise<{ name: string }> {
  const { workspaceId, userId } = actor;
  return inTransaction(deps.db, async (tx) => {
    const departure = await readDeparture(tx, { workspaceId, departureId });
    if (!departure) throw new Refusal('USER_UNKNOWN', { slackUserId: null });
    const { revision } = await tx.user.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id: departure.userId } },
      select: { revision: true },
    });
    const { user } = await requireManagedUser(tx, actor, { id: departure.userId, revision });
    const { count } = await tx.slackDeparture.updateMany({
      where: { workspaceId, id: departureId, status: 'OPEN' },
      data: { status: 'KEPT', settledById: userId, settledAt: deps.now() },
    });
    if (count === 0) throw await settledMeanwhile(deps, { workspaceId, departureId });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.access-kept', actorId: userId, origin },
        subject: { type: 'user', id: user.id },
        reason: 'Left Slack',
      },
    ]);
    await showDeparture(tx, { workspaceId, departureId });
    return { name: fullName(user) };
  });
}

/** For whoever was slower: what was decided, by whom, and when. */
async function settledMeanwhile(
  { db }: Pick<Deps, 'db'>,
  ref: { workspaceId: string; departureId: string },
): Promise<Refusal> {
  const departure = await readDeparture(db, ref);
  if (!departure?.settledAt || departure.status === 'OPEN') return new Refusal('BUSY', {});
  const { name, status, settledBy, settledAt } = departure;
  return new Refusal('DEPARTURE_SETTLED', { name, status, settledBy, settledAt });
}
