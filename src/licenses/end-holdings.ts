import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';

const endedHoldings = z.array(z.object({ licenseId: z.uuid(), name: z.string() }));

interface Ending {
  workspaceId: string;
  userId: string;
  /** Absent: whatever seats they have. */
  licenseId?: string;
  /** null: the product itself. */
  actorId: string | null;
}

/** Takes seats of licenses back from somebody. Nothing ends before it began: the clocks of replicas differ. */
export async function endHoldings(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, userId, licenseId, actorId }: Ending,
) {
  return endedHoldings.parse(
    await tx.$queryRaw`
      UPDATE license_assignment held
      SET ended_at = greatest(${now()}::timestamptz, held.assigned_at), ended_by_id = ${actorId}::uuid
      FROM license l
      WHERE held.workspace_id = ${workspaceId}::uuid AND held.user_id = ${userId}::uuid AND held.ended_at IS NULL
        AND held.license_id = coalesce(${licenseId ?? null}::uuid, held.license_id)
        AND l.workspace_id = held.workspace_id AND l.id = held.license_id
      RETURNING l.id AS "licenseId", l.name`,
  );
}
