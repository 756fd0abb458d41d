import { z } from 'zod';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import type { Deps, Tx } from '../deps.ts';
import { queueAnnouncements } from '../invitations/announce-to.ts';

const activated = z.array(z.object({ workspaceId: z.string(), userId: z.string(), email: z.string() }));

/**
 * Activates every unverified user of an identity whose address is now verified, and queues the announcements. Only the
 * transaction that changes a user announces it; returns how many it changed.
 */
export async function activateUsers(
  deps: Deps,
  tx: Tx,
  { identityId, origin }: { identityId: string; origin: Origin },
): Promise<number> {
  const now = deps.now();
  await tx.identity.updateMany({
    where: { id: identityId, emailVerified: false },
    data: { emailVerified: true, updatedAt: now },
  });
  const rows = await tx.$queryRaw`
    UPDATE "user" SET status = 'ACTIVE', activated_at = ${now}
    WHERE identity_id = ${identityId}::uuid AND status = 'UNVERIFIED'
    RETURNING workspace_id AS "workspaceId", id AS "userId", email`;
  const users = activated.parse(rows);
  for (const { workspaceId, userId, email } of users) {
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'user.activated',
        actorId: userId,
        subject: { type: 'user', id: userId },
        before: { status: 'UNVERIFIED' },
        after: { status: 'ACTIVE' },
        origin,
      },
    ]);
    await announce(tx, { workspaceId, userId, email });
  }
  return users.length;
}

/** Of whoever was invited; found by the address, which is in an index. */
async function announce(tx: Tx, { workspaceId, userId, email }: z.infer<typeof activated>[number]) {
  const invitation = await tx.invitation.findFirst({
    where: { workspaceId, email, acceptedUserId: userId },
    select: { id: true, inviterId: true },
  });
  if (invitation) await queueAnnouncements(tx, { workspaceId, ...invitation });
}
