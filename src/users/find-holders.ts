import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { type Permission, Prisma } from '../generated/prisma/client.ts';
import { havingWords } from '../lists/search-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { canHold } from './access-end.ts';

/** As many as anybody looks through in a menu. */
const OFFERED = 20;

const holder = z.object({
  id: z.string(),
  name: z.string(),
  /** null: whoever looks may not see people. */
  email: z.string().nullable(),
});

export type Holder = z.infer<typeof holder>;

/**
 * People to whom whoever has that permission can give something, by the words that they typed; the longest-standing first.
 * Whoever may not see people finds them by their names alone.
 */
export async function findHolders(
  tx: Tx,
  actor: ActorRef,
  { search, permission }: { search: string; permission: Permission },
): Promise<Holder[]> {
  const { permissions } = await requirePermission(tx, actor, permission);
  const name = Prisma.sql`btrim(u.first_name || ' ' || u.last_name)`;
  const seesPeople = permissions.includes('VIEW_USERS');
  // Found by the index that has their addresses too; of these, those whose names have the words.
  const named = Prisma.sql` AND ${name} <> ''${havingWords(search, name)}`;
  const rows = await tx.$queryRaw`
    SELECT u.id::text AS id, coalesce(nullif(${name}, ''), u.email) AS name,
      ${seesPeople ? Prisma.sql`u.email` : Prisma.sql`NULL`} AS email
    FROM "user" u JOIN workspace w ON w.id = u.workspace_id
    WHERE u.workspace_id = ${actor.workspaceId}::uuid AND ${canHold}${havingWords(search)}
      ${seesPeople ? Prisma.empty : named}
    ORDER BY u.created_at, u.id LIMIT ${OFFERED}`;
  return z.array(holder).parse(rows);
}
