import type { Deps, Tx } from '../deps.ts';
import { activeUsersOf } from '../users/active-users-of.ts';

/** Which of their workspaces require a second factor of somebody, by name; none: it is up to them. */
export async function secondFactorRequiredBy(
  deps: Pick<Deps, 'db' | 'now'>,
  identityId: string,
): Promise<string[]> {
  const active = await activeUsersOf(deps, deps.db, identityId);
  const workspaces = await deps.db.workspace.findMany({
    where: { id: { in: active.map(({ workspaceId }) => workspaceId) }, requireSecondFactor: true },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  return workspaces.map(({ name }) => name);
}

/** Of how many people with access, and how many of them have none yet. */
export interface SecondFactorCount {
  people: number;
  without: number;
}

export async function countSecondFactors(tx: Tx, workspaceId: string): Promise<SecondFactorCount> {
  const where = { workspaceId, status: 'ACTIVE' as const };
  const people = await tx.user.count({ where });
  const without = await tx.user.count({ where: { ...where, identity: { hasSecondFactor: false } } });
  return { people, without };
}
