import type { JobPayload } from '../deps.ts';
import { postToChannel } from '../post-to-channel.ts';
import { seatWarning } from '../views/seat-warning.message.ts';
import { countSeats } from '../workspaces/seats.ts';
import type { JobEdge } from './edge.ts';

/** Tells the Owner that the plan is nearly or quite full; nothing where there is room again meanwhile. */
export async function warnOfSeats(
  edge: JobEdge,
  { workspaceId, percent }: JobPayload<'warn-of-seats'>,
): Promise<void> {
  const { db, now } = edge.deps;
  const workspace = await db.workspace.findFirst({
    where: { id: workspaceId, seatsWarned: percent },
    select: { name: true, ownerId: true },
  });
  if (!workspace) return;
  const owner = await db.user.findUnique({
    where: { workspaceId_id: { workspaceId, id: workspace.ownerId } },
    select: { slackUserId: true },
  });
  const { limit, ...used } = await countSeats(db, workspaceId, now());
  if (!owner?.slackUserId || limit === null) return;
  const warning = seatWarning({ workspaceName: workspace.name, seats: { limit, ...used } });
  await postToChannel(edge, owner.slackUserId, warning);
}
