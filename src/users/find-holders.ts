import { z } from 'zod';
import type { Tx } from '../deps.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { havingWords } from '../lists/search-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';

/** As many as anybody looks through in a menu. */
const OFFERED = 20;

const holder = z.object({ id: z.string(), name: z.string(), email: z.string() });

/** People to whom whoever has that permission can give something, by the words that they typed; the longest-standing first. */
export async function findHolders(
  tx: Tx,
  actor: ActorRef,
  { search, permission }: { search: string; permission: Permission },
): Promise<z.infer<typeof holder>[]> {
  await requirePermission(tx, actor, permission);
  const rows = await tx.$queryRaw`
    SELECT id::text AS id, coalesce(nullif(btrim(first_name || ' ' || last_name), ''), email) AS name, email
    FROM "user" WHERE workspace_id = ${actor.workspaceId}::uuid AND status <> 'INACTIVE'${havingWords(search)}
    ORDER BY created_at, id LIMIT ${OFFERED}`;
  return z.array(holder).parse(rows);
}
