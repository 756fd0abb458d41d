import { endAccess, findOverdue } from '../users/end-access.ts';
import { timeZonesOfEnds } from '../users/time-zones-of-ends.ts';
import { oneByOne } from '../workspaces/one-by-one.ts';
import type { JobEdge } from './edge.ts';

/**
 * Deactivates everybody whose last day is over, each in a transaction of their own. One that fails keeps nobody else's
 * access open; the job fails in the end, and is tried again.
 */
export async function endAccesses({ deps }: Pick<JobEdge, 'deps'>): Promise<void> {
  const zones = await timeZonesOfEnds(deps.db);
  await oneByOne(zones, String, (timeZone) =>
    oneByOne(
      findOverdue(deps, timeZone),
      ({ id }) => `user ${id}`,
      (user) => endAccess(deps, user),
    ),
  );
}
