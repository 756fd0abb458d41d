import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, JobPayload } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { tellUsers } from '../users/tell-users.ts';

/** So many are told by one transaction: a role may have thousands of holders. */
const TOLD_AT_ONCE = 500;

/**
 * Tells those who hold a role that it permits something else now, all but whoever changed that; the next ones by the next
 * job. Nothing where the role was changed again: then they are told of that.
 */
export async function tellHolders(
  { db }: Pick<Deps, 'db'>,
  payload: JobPayload<'tell-role-holders'>,
): Promise<void> {
  const { workspaceId, roleId, revision, actorId, after } = payload;
  await inTransaction(db, async (tx) => {
    const isNewest = await tx.role.count({ where: { workspaceId, id: roleId, revision, deletedAt: null } });
    if (isNewest === 0) return;
    const holders = await tx.user.findMany({
      where: { workspaceId, roleId, status: { not: 'INACTIVE' }, ...(after && { id: { gt: after } }) },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: TOLD_AT_ONCE,
    });
    const notice = { workspaceId, actorId, revision, what: 'ROLE_EDITED' as const, changed: [] };
    await tellUsers(
      tx,
      holders.map(({ id: userId }) => ({ ...notice, userId })),
    );
    const last = holders.at(-1);
    if (last && holders.length === TOLD_AT_ONCE) {
      await enqueue(tx, 'tell-role-holders', { ...payload, after: last.id });
    }
  });
}
