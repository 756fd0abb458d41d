import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { digestDay } from '../workspaces/digest-day.ts';
import { oneByOne, workspaceName } from '../workspaces/one-by-one.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const QUARTER_MS = 90 * DAY_MS;

const due = z.array(z.object({ id: z.string(), timeZone: z.string() }));

/**
 * Queues a reminder for every workspace whose last review, or whose set-up, is 90 days ago, in the morning of its time
 * zone; once, and again after 90 days. Left out: those where a review is open, or that do not want it.
 */
export async function claimReviewReminders({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const at = now();
  const before = new Date(at.getTime() - QUARTER_MS);
  const rows = await db.$queryRaw`
    SELECT w.id::text AS id, w.time_zone AS "timeZone" FROM workspace w
    WHERE w.review_reminders AND w.created_at <= ${before}
      AND (w.review_reminded_at IS NULL OR w.review_reminded_at <= ${before})
      AND NOT EXISTS (
        SELECT FROM access_review r
        WHERE r.workspace_id = w.id AND (r.finished_at IS NULL OR r.finished_at > ${before}))`;
  await oneByOne(due.parse(rows), workspaceName, async ({ id, timeZone }) => {
    if (!digestDay(at, timeZone)) return;
    await db.$transaction(async (tx) => {
      const { count } = await tx.workspace.updateMany({
        where: {
          ...{ id, reviewReminders: true },
          OR: [{ reviewRemindedAt: null }, { reviewRemindedAt: { lte: before } }],
        },
        data: { reviewRemindedAt: at },
      });
      if (count > 0) await enqueue(tx, 'post-review-reminder', { workspaceId: id });
    });
  });
}
