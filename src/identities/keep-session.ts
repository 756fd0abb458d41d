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
  const ended = await db.session.deleteMany({
    where: { id: sessionId, lastUsedAt: { lte: await unusedSince(deps, active) } },
  });
  if (ended.count > 0) return 'IDLE';
  await db.session.updateMany({
    where: { id: sessionId, lastUsedAt: { lte: new Date(now().getTime() - MINUTE_MS) } },
    data: { lastUsedAt: now() },
  });
  return 'KEPT';
}

/** Whoever was not seen since then is signed out, by the strictest of their workspaces. */
export async function unusedSince(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  active: { workspaceId: string }[],
): Promise<Date> {
  const workspaces = await db.workspace.findMany({
    where: { id: { in: active.map(({ workspaceId }) => workspaceId) } },
    select: { sessionIdle: true },
  });
  const minutes = Math.min(...workspaces.map(({ sessionIdle }) => idleMinutes[sessionIdle]));
  return new Date(now().getTime() - minutes * MINUTE_MS);
}
