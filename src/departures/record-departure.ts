import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { showDeparture } from './show-departure.ts';

interface SlackRef {
  slackTeamId: string;
  slackUserId: string;
}

/**
 * Notes that the Slack account of somebody with access was deactivated, so that somebody decides about their access. Heard
 * twice it is noted once, until they come back to Slack or become inactive. Of everybody else nothing is noted.
 */
export async function recordDeparture(deps: Deps, { slackTeamId, slackUserId }: SlackRef): Promise<void> {
  const user = await deps.db.user.findFirst({
    where: { slackUserId, status: { not: 'INACTIVE' }, workspace: { slackTeamId } },
    select: { workspaceId: true, id: true },
  });
  if (!user) return;
  const { workspaceId, id: userId } = user;
  await inTransaction(deps.db, async (tx) => {
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT id FROM "user" WHERE workspace_id = ${workspaceId}::uuid AND id = ${userId}::uuid AND status <> 'INACTIVE'
      FOR NO KEY UPDATE`;
    if (locked.length === 0) return;
    const id = deps.newId();
    const { count } = await tx.slackDeparture.createMany({
      data: { workspaceId, id, userId, leftAt: deps.now() },
      skipDuplicates: true,
    });
    if (count === 0) return;
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.left-slack', actorId: null },
        subject: { type: 'user', id: userId },
        origin: { source: 'SLACK' },
      },
    ]);
    await showDeparture(tx, { workspaceId, departureId: id });
  });
}

/** Notes that somebody is back in Slack: nothing is to be decided any more, and leaving again counts anew. */
export async function recordReturn(deps: Deps, { slackTeamId, slackUserId }: SlackRef): Promise<void> {
  const departure = await deps.db.slackDeparture.findFirst({
    where: { status: { in: ['OPEN', 'KEPT'] }, user: { slackUserId, workspace: { slackTeamId } } },
    select: { workspaceId: true, id: true, userId: true, status: true },
  });
  if (!departure) return;
  const { workspaceId, id, userId, status } = departure;
  await inTransaction(deps.db, async (tx) => {
    const { count } = await tx.slackDeparture.updateMany({
      where: { workspaceId, id, status },
      data: { status: 'RETURNED', settledAt: deps.now() },
    });
    if (count === 0) return;
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.back-in-slack', actorId: null },
        subject: { type: 'user', id: userId },
        origin: { source: 'SLACK' },
      },
    ]);
    // What somebody has decided, the card goes on saying.
    if (status === 'OPEN') await showDeparture(tx, { workspaceId, departureId: id });
  });
}
