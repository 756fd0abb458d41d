import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps } from '../deps.ts';
import { activeUsersOf } from './active-users-of.ts';

/** Notes a sign-in in each workspace where the person is active. */
export async function recordSignIn(
  deps: Deps,
  { identityId, origin }: { identityId: string; origin: Origin },
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const active = await activeUsersOf(deps, tx, identityId);
    const users = await tx.user.updateManyAndReturn({
      where: { OR: active, status: 'ACTIVE' },
      data: { lastSignInAt: deps.now() },
      select: { workspaceId: true, id: true },
    });
    await recordActivity(
      deps,
      tx,
      users.map(({ workspaceId, id }) => ({
        workspaceId,
        action: 'user.signed-in' as const,
        actorId: id,
        subject: { type: 'user' as const, id },
        origin,
      })),
    );
  });
}
