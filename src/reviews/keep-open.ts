import { z } from 'zod';
import type { Tx } from '../deps.ts';

/** The open review, which nobody signs off until the transaction ends; undefined: none is open. */
export async function keepOpen(tx: Tx, workspaceId: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw`
    SELECT id::text AS id FROM access_review WHERE workspace_id = ${workspaceId}::uuid AND finished_at IS NULL FOR SHARE`;
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id;
}
