import type { Deps } from '../deps.ts';
import { enqueue } from '../queue/enqueue.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';

/** Sends somebody the summary of a review that is signed off once more. */
export async function requestSummary(
  { db }: Pick<Deps, 'db'>,
  { actor, reviewId }: { actor: ActorRef; reviewId: string },
): Promise<void> {
  await requirePermission(db, actor, 'MANAGE_USERS');
  const { workspaceId, userId } = actor;
  await db.$transaction((tx) => enqueue(tx, 'send-review-summary', { workspaceId, userId, reviewId }));
}
