import type { Deps, Tx } from '../deps.ts';
import { keepOpen } from './keep-open.ts';

interface Noted {
  workspaceId: string;
  userIds: string[];
  /** null: they are reactivated, and to be decided about again. */
  decision: 'ROLE_CHANGED' | 'DEACTIVATED' | null;
  /** Whether that was decided in the review; else it happened beside it, and is nobody's decision about their access. */
  inReview: boolean;
  /** null: nobody, or nobody yet. */
  actorId: string | null;
}

/** Notes in the open review what happens to people's roles and accounts, there or in whatever other way. */
export async function noteDecision(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, userIds, decision, inReview, actorId }: Noted,
): Promise<void> {
  const reviewId = await keepOpen(tx, workspaceId);
  if (!reviewId) return;
  // Not by Prisma, which cannot name more people than a statement has parameters. Of whoever is deactivated, another role
  // gives nobody anything to decide.
  await tx.$executeRaw`
    UPDATE access_review_person
    SET decision = ${decision}::review_decision, is_elsewhere = ${decision !== null && !inReview},
        decided_by_id = ${actorId}::uuid, decided_at = ${decision && now()}
    WHERE workspace_id = ${workspaceId}::uuid AND review_id = ${reviewId}::uuid AND user_id = ANY(${userIds}::uuid[])
      AND (${decision}::review_decision IS DISTINCT FROM 'ROLE_CHANGED' OR decision IS DISTINCT FROM 'DEACTIVATED')`;
}
