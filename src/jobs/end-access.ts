import { endAccess, findOverdue } from '../users/end-access.ts';
import type { JobEdge } from './edge.ts';

const ENDED_AT_ONCE = 200;

/** Deactivates everybody whose last day is over, each in a transaction of their own. */
export async function endAccesses({ deps }: Pick<JobEdge, 'deps'>): Promise<void> {
  for (;;) {
    const overdue = await findOverdue(deps, ENDED_AT_ONCE);
    for (const user of overdue) await endAccess(deps, user);
    if (overdue.length < ENDED_AT_ONCE) return;
  }
}
