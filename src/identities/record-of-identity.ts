import { type ActivityAction, type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';

/** Records what somebody did to their own sign-in, in each workspace that knows them. */
export async function recordOfIdentity(
  deps: Pick<Deps, 'now'>,
  tx: Tx,
  { identityId, action, origin }: { identityId: string; action: ActivityAction; origin: Origin },
): Promise<void> {
  const users = await tx.user.findMany({
    where: { identityId },
    select: { workspaceId: true, id: true },
  });
  await recordActivity(
    deps,
    tx,
    users.map(({ workspaceId, id }) => ({
      workspaceId,
      action,
      actorId: id,
      subject: { type: 'user' as const, id },
      origin,
    })),
  );
}
