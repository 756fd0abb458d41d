import { createHash } from 'node:crypto';
import type { Deps, Tx } from '../deps.ts';

/** Whoever has not looked for longer sees it anew when they open it. */
const KEPT_CURRENT_MS = 24 * 60 * 60 * 1000;
const KEPT_CURRENT_FOR = 50;

/** Tells whether two views look the same. */
export function digestOf(view: object): string {
  return createHash('sha256').update(JSON.stringify(view)).digest('base64url');
}

interface Visitor {
  workspaceId: string;
  userId: string;
}

/** Notes that somebody looks at their App Home, and a digest of what they see. */
export async function recordHomeVisit(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, userId, shown }: Visitor & { shown: string },
): Promise<void> {
  const visitedAt = now();
  await tx.homeVisit.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: { workspaceId, userId, visitedAt, shown },
    update: { visitedAt, shown },
  });
}

/** The last who opened their App Home within a day, at most fifty. */
export async function findHomeVisitors({ now }: Pick<Deps, 'now'>, tx: Tx, workspaceId: string) {
  const visits = await tx.homeVisit.findMany({
    where: { workspaceId, visitedAt: { gt: new Date(now().getTime() - KEPT_CURRENT_MS) } },
    select: { userId: true, shown: true, user: { select: { slackUserId: true } } },
    orderBy: { visitedAt: 'desc' },
    take: KEPT_CURRENT_FOR,
  });
  return visits.flatMap(({ userId, shown, user: { slackUserId } }) =>
    slackUserId ? [{ userId, shown, slackUserId }] : [],
  );
}

/** Notes what they were shown since. */
export async function recordHomeShown(
  tx: Tx,
  { workspaceId, userId, shown }: Visitor & { shown: string },
): Promise<void> {
  await tx.homeVisit.updateMany({ where: { workspaceId, userId }, data: { shown } });
}
