import { claimReminders } from '../invitations/claim-reminders.ts';
import type { JobEdge } from './edge.ts';

/** Small enough that nobody who accepts or resends one of them at this moment waits for long. */
const CLAIMED_AT_ONCE = 1000;

/** Queues a reminder to everybody whose invitation ends within two days, once each time that it was sent. */
export async function remindInvitees({ deps }: Pick<JobEdge, 'deps'>): Promise<void> {
  let claimed: number;
  do {
    claimed = await claimReminders(deps, { atMost: CLAIMED_AT_ONCE });
  } while (claimed === CLAIMED_AT_ONCE);
}
