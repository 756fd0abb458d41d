import type { Deps } from '../deps.ts';
import type { SessionIdle } from '../generated/prisma/client.ts';
import { activeUsersOf } from '../users/active-users-of.ts';

const MINUTE_MS = 60_000;

/** How many minutes after its last use each of these ends a session. */
const idleMinutes: Record<SessionIdle, number> = {
  QUARTER_HOUR: 15,
  HOUR: 60,
  EIGHT_HOURS: 8 * 60,
  DAY: 24 * 60,
  WEEK: 7 * 24 * 60,
};

/**
 * Notes that a session is used, at most once a minute; one that was not used for too long ends instead. Of somebody in
 * several workspaces the strictest counts. OUT: they have access nowhere any more.
 */
export async function keepSession(
  deps: Pick<Deps, 'db' | 'now'>,
  { sessionId, identityId }: { sessionId: string; identityId: string },
): Promise<'KEPT' | 'IDLE' | 'OUT'> {
  const { db, now } = deps;
  const active = await activeUsersOf(deps, db, identityId);
  if (active.length === 0) return 'OUT';
  const workspaces = await db.workspace.findMany({
    where: { id: { in: active.map(({ workspaceId }) => workspaceId) } },
    select: { sessionIdle: true },
  });
  const minutes = Math.min(...workspaces.map(({ sessionIdle }) => idleMinutes[sessionIdle]));
  const before = (ago: number) => new Date(now().getTime() - ago * MINUTE_MS);
  const ended = await db.session.deleteMany({
    where: { id: sessionId, lastUsedAt: { lte: before(minutes) } },
  });
  if (ended.count > 0) return 'IDLE';
  await db.session.updateMany({
    where: { id: sessionId, lastUsedAt: { lte: before(1) } },
    data: { lastUsedAt: now() },
  });
  return 'KEPT';
}
