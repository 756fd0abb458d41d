import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { calendarDay } from '../utc-date.ts';
import { localTime } from '../workspaces/local-time.ts';
import { accessIsOver, dayText } from './access-end.ts';
import { deactivate } from './deactivate.ts';
import { tellUsers } from './tell-users.ts';

interface UserRef {
  workspaceId: string;
  id: string;
}

const FOUND_AT_ONCE = 200;

/** People of one time zone, as days are, whose access is over and who are not inactive yet. */
export async function* findOverdue(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  timeZone: string,
): AsyncGenerator<UserRef> {
  const today = localTime(now(), timeZone).day;
  let after: string | undefined;
  for (;;) {
    const users = await db.user.findMany({
      where: {
        ...(after && { id: { gt: after } }),
        status: { not: 'INACTIVE' },
        accessUntil: { lt: today },
        workspace: { timeZone },
      },
      select: { workspaceId: true, id: true },
      orderBy: { id: 'asc' },
      take: FOUND_AT_ONCE,
    });
    yield* users;
    if (users.length < FOUND_AT_ONCE) return;
    after = users.at(-1)?.id;
  }
}

/**
 * Deactivates somebody whose last day is over; nothing where somebody was faster, or gave them longer. What they
 * invited stays as it is: it ends when somebody would accept it.
 */
export async function endAccess(deps: Deps, { workspaceId, id }: UserRef): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await tx.$queryRaw`
      SELECT id FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const user = await tx.user.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id } },
      include: { workspace: { select: { timeZone: true } } },
    });
    const { status, accessUntil, revision, workspace } = user;
    if (!accessUntil || status === 'INACTIVE') return;
    if (!accessIsOver({ accessUntil, ...workspace }, deps.now())) return;
    await deactivate(deps, tx, user, { actorId: null, origin: { source: 'JOB' } });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'user.deactivated',
        actorId: null,
        subject: { type: 'user', id },
        before: { status },
        after: { status: 'INACTIVE' },
        reason: `Access ended on ${calendarDay(accessUntil)}`,
        origin: { source: 'JOB' },
      },
    ]);
    const notice = { workspaceId, userId: id, actorId: null, revision: revision + 1 };
    await tellUsers(tx, [{ ...notice, what: 'ACCESS_ENDED', changed: [] }]);
    const told = { workspaceId, userId: id, accessUntil: dayText(accessUntil) };
    await enqueue(tx, 'tell-of-access-end', { ...told, what: 'ENDED' });
  });
}
