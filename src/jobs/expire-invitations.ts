import { inTransaction } from '../database/in-transaction.ts';
import { expireSome } from '../invitations/expire-lapsed.ts';
import type { JobEdge } from './edge.ts';

/** Small enough that nobody who accepts or resends one of them at this moment waits for long. */
const ARCHIVED_AT_ONCE = 5000;

/** Archives every invitation whose seven days are over. */
export async function expireInvitations({ deps }: Pick<JobEdge, 'deps'>): Promise<void> {
  let archived: number;
  do {
    archived = await inTransaction(deps.db, (tx) => expireSome(deps, tx, ARCHIVED_AT_ONCE));
  } while (archived === ARCHIVED_AT_ONCE);
}
