import { recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { usersWithAccess } from '../users/active-users-of.ts';
import { fullName } from '../users/full-name.ts';
import { tellUsers } from '../users/tell-users.ts';
import { endSessions } from './end-sessions.ts';

/**
 * Turns off the second factor of a sign-in, and signs its owner out: for whoever runs the program, where somebody has
 * neither phone nor codes and no admin may help them, because they are the Owner, or in several workspaces.
 */
export async function removeSecondFactor(
  deps: Pick<Deps, 'db' | 'now'>,
  { email, reason }: { email: string; reason: string },
): Promise<{ name: string; workspaceNames: string[] }> {
  return inTransaction(deps.db, async (tx) => {
    const identity = await tx.identity.findUnique({ where: { email }, select: { id: true } });
    const identityId = identity?.id ?? '';
    const known = identity ? await usersWithAccess(deps, tx, identityId, ['ACTIVE', 'UNVERIFIED']) : [];
    const users = await tx.user.updateManyAndReturn({
      where: { OR: known },
      data: { revision: { increment: 1 } },
      include: { workspace: { select: { name: true } } },
    });
    const [user] = users;
    if (!user) throw new Refusal('NO_ACCOUNT', { admins: [] });
    const name = fullName(user);
    // Its key and its codes go with it (second_factor_is_whole).
    const { count } = await tx.identity.updateMany({
      where: { id: identityId, hasSecondFactor: true },
      data: { hasSecondFactor: false },
    });
    if (count === 0) throw new Refusal('NO_SECOND_FACTOR', { name });
    await endSessions(tx, identityId);
    await recordActivity(
      deps,
      tx,
      users.map(({ workspaceId, id }) => ({
        ...{ workspaceId, action: 'user.second-factor-reset' as const, actorId: null, reason },
        subject: { type: 'user' as const, id },
        origin: { source: 'COMMAND_LINE' as const },
      })),
    );
    await tellUsers(
      tx,
      users.map(({ workspaceId, id, revision }) => ({
        ...{ workspaceId, userId: id, actorId: null, revision },
        ...{ what: 'SECOND_FACTOR_RESET' as const, changed: [] },
      })),
    );
    return { name, workspaceNames: users.map(({ workspace }) => workspace.name) };
  });
}
