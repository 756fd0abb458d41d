import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { digestDay } from '../workspaces/digest-day.ts';
import { oneByOne, workspaceName } from '../workspaces/one-by-one.ts';
import { mondayOf } from './report-period.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Queues the weekly report of every workspace where it is due and some channel gets it: on Monday morning, or, where it
 * came a week ago and something held it up, on a later morning of the week. One a week, whoever asks.
 */
export async function claimReports({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const at = now();
  const workspaces = await db.workspace.findMany({
    where: { notifications: { some: { event: 'REPORT' } } },
    select: { id: true, timeZone: true, reportedOn: true },
  });
  await oneByOne(workspaces, workspaceName, async ({ id, timeZone, reportedOn }) => {
    const day = digestDay(at, timeZone);
    if (!day) return;
    const monday = mondayOf(at, timeZone);
    const wasMissed = reportedOn?.getTime() === monday.getTime() - WEEK_MS;
    if (day > monday && !wasMissed) return;
    await db.$transaction(async (tx) => {
      const { count } = await tx.workspace.updateMany({
        where: { id, OR: [{ reportedOn: null }, { reportedOn: { lt: monday } }] },
        data: { reportedOn: monday },
      });
      if (count === 0) return;
      await enqueue(tx, 'post-report', { workspaceId: id, monday: monday.toISOString().slice(0, 10) });
    });
  });
}
