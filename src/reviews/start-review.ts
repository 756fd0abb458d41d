import { z } from 'zod';
import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';

const counted = z.array(z.object({ people: z.number() }));

/**
 * Starts a review of everybody who is not inactive, in the order of their names; whoever joins later is not in it. Where
 * one is open, that one goes on.
 */
export async function startReview(
  deps: Deps,
  { actor, origin }: { actor: ActorRef; origin: Origin },
): Promise<void> {
  const { workspaceId, userId } = actor;
  await inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'MANAGE_USERS');
    const id = deps.newId();
    const { count } = await tx.accessReview.createMany({
      data: { workspaceId, id, startedById: userId, startedAt: deps.now() },
      skipDuplicates: true,
    });
    if (count === 0) return;
    const rows = await tx.$queryRaw`
      WITH reviewed AS (
        INSERT INTO access_review_person (workspace_id, review_id, position, user_id, role_before, status_before)
        SELECT u.workspace_id, ${id}::uuid,
               row_number() OVER (ORDER BY lower(coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email)), u.id),
               u.id, r.name, u.status
        FROM "user" u JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
        WHERE u.workspace_id = ${workspaceId}::uuid AND u.status <> 'INACTIVE'
        RETURNING 1
      )
      SELECT count(*)::int AS people FROM reviewed`;
    await recordActivity(deps, tx, [
      {
        ...{ workspaceId, action: 'review.started', actorId: userId, origin },
        subject: { type: 'review', id },
        after: { people: counted.parse(rows)[0]?.people ?? 0 },
      },
    ]);
  });
}
