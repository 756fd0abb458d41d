import type { Deps, Tx } from '../deps.ts';
import type { UserStatus } from '../generated/prisma/client.ts';
import { accessIsOver } from './access-end.ts';

interface UserRef {
  workspaceId: string;
  id: string;
}

/** The users of a sign-in who have access at this moment, the newest first. */
export async function activeUsersOf(deps: Pick<Deps, 'now'>, tx: Tx, identityId: string): Promise<UserRef[]> {
  return usersWithAccess(deps, tx, identityId, ['ACTIVE']);
}

/** The same of those with one of the states: nobody whose last day is over. */
export async function usersWithAccess(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  identityId: string,
  statuses: UserStatus[],
): Promise<UserRef[]> {
  const at = now();
  const users = await tx.user.findMany({
    where: { identityId, status: { in: statuses } },
    select: { workspaceId: true, id: true, accessUntil: true, workspace: { select: { timeZone: true } } },
    orderBy: { createdAt: 'desc' },
  });
  return users
    .filter(({ accessUntil, workspace }) => !accessIsOver({ accessUntil, ...workspace }, at))
    .map(({ workspaceId, id }) => ({ workspaceId, id }));
}
