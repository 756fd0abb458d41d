import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { countSeats, type Seats } from './seats.ts';

const watched = z.array(z.object({ seatsWarned: z.number() }));

/**
 * Compares how full the plan is with what the Owner was last told. They are warned once when it fills to 90 and to 100
 * percent; below, the warning is forgotten, so that the next time counts again.
 */
export async function watchSeats(deps: Deps, { workspaceId }: { workspaceId: string }): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    // Of two who watch at once, the second counts after the first has ended: neither goes by an older count.
    const rows = await tx.$queryRaw`
      SELECT seats_warned AS "seatsWarned" FROM workspace WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
    const [before] = watched.parse(rows);
    const percent = warningFor(await countSeats(tx, workspaceId, deps.now()));
    if (!before || before.seatsWarned === percent) return;
    await tx.workspace.update({ where: { id: workspaceId }, data: { seatsWarned: percent } });
    if (percent > before.seatsWarned && percent !== 0) {
      await enqueue(tx, 'warn-of-seats', { workspaceId, percent });
      await enqueue(tx, 'mail-seat-warning', { workspaceId, percent, at: deps.now().toISOString() });
    }
  });
}

function warningFor({ limit, taken }: Seats): 0 | 90 | 100 {
  if (limit === null || taken * 10 < limit * 9) return 0;
  return taken < limit ? 90 : 100;
}
