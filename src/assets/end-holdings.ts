import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';

const endedHoldings = z.array(z.object({ assetId: z.uuid(), tag: z.string(), name: z.string() }));

interface Ending {
  workspaceId: string;
  userId: string;
  /** Absent: whatever they have. */
  assetId?: string;
  /** null: the product itself. */
  actorId: string | null;
}

/** Takes assets back from somebody. Nothing ends before it began: the clocks of replicas differ. */
export async function endHoldings(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  { workspaceId, userId, assetId, actorId }: Ending,
) {
  return endedHoldings.parse(
    await tx.$queryRaw`
      UPDATE asset_assignment held
      SET ended_at = greatest(${now()}::timestamptz, held.assigned_at), ended_by_id = ${actorId}::uuid
      FROM asset a
      WHERE held.workspace_id = ${workspaceId}::uuid AND held.user_id = ${userId}::uuid AND held.ended_at IS NULL
        AND held.asset_id = coalesce(${assetId ?? null}::uuid, held.asset_id)
        AND a.workspace_id = held.workspace_id AND a.id = held.asset_id
      RETURNING a.id AS "assetId", a.tag, a.name`,
  );
}
