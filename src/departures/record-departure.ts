import { z } from 'zod';
import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { DepartureStatus } from '../generated/prisma/enums.ts';
import { showDeparture } from './show-departure.ts';

export interface SlackRef {
  slackTeamId: string;
  slackUserId: string;
  /** As Slack has confirmed it, of people of the team; undefined: of others, or not confirmed. */
  email?: string | undefined;
}

/**
 * Notes that the Slack account of somebody with access was deactivated, so that somebody decides about their access. Heard
 * twice it is noted once, until they come back to Slack or become inactive. Of everybody else nothing is noted.
 */
export async function recordDeparture(deps: Deps, ref: SlackRef): Promise<void> {
  const user = await whoIs(deps, ref);
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
export async function recordReturn(deps: Deps, ref: SlackRef): Promise<void> {
  const user = await whoIs(deps, ref);
  if (!user) return;
  const { workspaceId, id: userId } = user;
  await inTransaction(deps.db, (tx) => noteReturn(deps, tx, { workspaceId, userId }));
}

const noted = z.array(z.object({ id: z.string(), status: z.enum(DepartureStatus) }));

/** The same for a user, in a transaction of something that shows it. */
export async function noteReturn(
  deps: Deps,
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<void> {
  // Locked as it is by then: whoever decides about them at this moment is waited for, and what they decided is known.
  const rows = await tx.$queryRaw`
    SELECT id::text AS id, status::text AS status FROM slack_departure
    WHERE workspace_id = ${workspaceId}::uuid AND user_id = ${userId}::uuid AND status IN ('OPEN', 'KEPT')
    FOR NO KEY UPDATE`;
  for (const { id, status } of noted.parse(rows)) {
    await tx.slackDeparture.updateMany({
      where: { workspaceId, id },
      data: { status: 'RETURNED', settledAt: deps.now() },
    });
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'user.back-in-slack', actorId: null },
        subject: { type: 'user', id: userId },
        origin: { source: 'SLACK' },
      },
    ]);
    // What somebody has decided, the card goes on saying.
    if (status === 'OPEN') await showDeparture(tx, { workspaceId, departureId: id });
  }
}

/** The user who is that Slack person: by the link or, for whoever has not used Slack here yet, by the address. */
async function whoIs({ db }: Pick<Deps, 'db'>, { slackTeamId, slackUserId, email }: SlackRef) {
  const workspace = { slackTeamId };
  const select = { workspaceId: true, id: true };
  const linked = await db.user.findFirst({ where: { workspace, slackUserId }, select });
  if (linked || !email) return linked;
  return db.user.findFirst({ where: { workspace, email, slackUserId: null }, select });
}
