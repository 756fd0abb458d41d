import { reportFault } from '../faults.ts';
import { endAccess, findOverdue } from '../users/end-access.ts';
import type { JobEdge } from './edge.ts';

const ENDED_AT_ONCE = 200;

/**
 * Deactivates everybody whose last day is over, each in a transaction of their own. One that fails keeps nobody else's
 * access open; the job fails in the end, and is tried again.
 */
export async function endAccesses({ deps, log }: Pick<JobEdge, 'deps' | 'log'>): Promise<void> {
  const failed: string[] = [];
  for (;;) {
    const overdue = await findOverdue(deps, { except: failed, atMost: ENDED_AT_ONCE });
    for (const user of overdue) {
      try {
        await endAccess(deps, user);
      } catch (error) {
        reportFault(log, error, { job: 'end-access', user: user.id });
        failed.push(user.id);
      }
    }
    if (overdue.length < ENDED_AT_ONCE) break;
  }
  if (failed.length > 0) throw new Error(`accesses that could not be ended: ${failed.length}`);
}
