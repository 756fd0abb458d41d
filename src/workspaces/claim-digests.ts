import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { digestDay } from './digest-day.ts';
import { oneByOne, workspaceName } from './one-by-one.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What expired before that is no news, even where no digest was posted in the meantime. */
const LOOKS_BACK_MS = 7 * DAY_MS;

/** Queues today's digest of every workspace where it is due and some channel hears of it: one a day, whoever asks. */
export async function claimDigests({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const until = now();
  const workspaces = await db.workspace.findMany({
    where: { notifications: { some: { event: 'DIGEST' } } },
    select: { id: true, timeZone: true, digestedOn: true, digestedAt: true },
  });
  await oneByOne(workspaces, workspaceName, async ({ id, timeZone, digestedOn, digestedAt }) => {
    const day = digestDay(until, timeZone);
    if (!day || (digestedOn && digestedOn >= day)) return;
    const last = digestedAt?.getTime() ?? until.getTime() - DAY_MS;
    const since = new Date(Math.max(last, until.getTime() - LOOKS_BACK_MS));
    await db.$transaction(async (tx) => {
      const { count } = await tx.workspace.updateMany({
        where: { id, OR: [{ digestedOn: null }, { digestedOn: { lt: day } }] },
        data: { digestedOn: day, digestedAt: until },
      });
      if (count === 0) return;
      const period = { since: since.toISOString(), until: until.toISOString() };
      await enqueue(tx, 'post-digest', { workspaceId: id, ...period });
    });
  });
}
