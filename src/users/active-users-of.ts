import type { Deps, Tx } from '../deps.ts';
import { accessIsOver } from './access-end.ts';

/** The users of a sign-in who have access at this moment, the newest first. */
export async function activeUsersOf(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  identityId: string,
): Promise<{ workspaceId: string; id: string }[]> {
  const at = now();
  const users = await tx.user.findMany({
    where: { identityId, status: 'ACTIVE' },
    select: { workspaceId: true, id: true, accessUntil: true, workspace: { select: { timeZone: true } } },
    orderBy: { createdAt: 'desc' },
  });
  return users
    .filter(({ accessUntil, workspace }) => !accessIsOver({ accessUntil, ...workspace }, at))
    .map(({ workspaceId, id }) => ({ workspaceId, id }));
}
