import type { Deps, Tx } from '../deps.ts';
import { keepOpen } from './keep-open.ts';

interface Noted {
  workspaceId: string;
  userIds: string[];
  /** null: they are reactivated, and to be decided about again. */
  decision: 'ROLE_CHANGED' | 'DEACTIVATED' | null;
  /** null: nobody, or nobody yet. */
  actorId: string | null;
}

/** Whoever changes people's roles or deactivates them, in whatever way, has decided about them in the open review. */
export async function noteDecision(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, userIds, decision, actorId }: Noted,
): Promise<void> {
  const reviewId = await keepOpen(tx, workspaceId);
  if (!reviewId) return;
  // Not by Prisma, which cannot name more people than a statement has parameters.
  await tx.$executeRaw`
    UPDATE access_review_person
    SET decision = ${decision}::review_decision, decided_by_id = ${actorId}::uuid, decided_at = ${decision && now()}
    WHERE workspace_id = ${workspaceId}::uuid AND review_id = ${reviewId}::uuid AND user_id = ANY(${userIds}::uuid[])`;
}
