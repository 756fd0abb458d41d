import type { Deps, Tx } from '../deps.ts';
import { showDeparture } from './show-departure.ts';

interface Deactivated {
  workspaceId: string;
  userId: string;
  /** null: nobody, their last day was over. */
  actorId: string | null;
}

/** Whoever deactivates somebody who has left Slack, in whatever way, has decided about them. */
export async function settleDeparture(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, userId, actorId }: Deactivated,
): Promise<void> {
  const settled = await tx.slackDeparture.updateManyAndReturn({
    where: { workspaceId, userId, status: { in: ['OPEN', 'KEPT'] } },
    data: { status: 'DEACTIVATED', settledById: actorId, settledAt: now() },
    select: { id: true },
  });
  for (const { id } of settled) await showDeparture(tx, { workspaceId, departureId: id });
}
