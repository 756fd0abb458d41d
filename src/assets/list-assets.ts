import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { AssetStatus } from '../generated/prisma/enums.ts';
import { type ListQuery, newestFirst, type Page } from '../lists/newest-first.ts';
import { havingWords } from '../lists/search-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';

export type AssetFilter = 'ALL' | 'AVAILABLE' | 'ASSIGNED' | 'IN_REPAIR' | 'RETIRED';

/** Searched are tags, names, categories and serial numbers. */
export type AssetQuery = ListQuery<AssetFilter>;

const listed = z.object({
  id: z.string(),
  tag: z.string(),
  name: z.string(),
  category: z.string(),
  serial: z.string(),
  status: z.enum(AssetStatus),
  /** null: nobody has it. */
  holder: z.string().nullable(),
  createdAt: z.date(),
});

export interface AssetPage extends Page<z.infer<typeof listed>> {
  /** Whether whoever looks may add one. */
  mayCreate: boolean;
}

/** One page of the assets of a workspace. */
export async function listAssets(tx: Tx, actor: ActorRef, query: AssetQuery): Promise<AssetPage> {
  const viewer = await requirePermission(tx, actor, 'VIEW_ASSETS');
  const page = await newestFirst(
    tx,
    listed,
    {
      table: Prisma.sql`asset`,
      where: assetsMatching(actor.workspaceId, query),
      columns: Prisma.sql`
        listed.tag, listed.name, listed.category, listed.serial, listed.status::text AS status,
        coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email) AS holder`,
      joins: Prisma.sql`
        LEFT JOIN asset_assignment h
          ON h.workspace_id = listed.workspace_id AND h.asset_id = listed.id AND h.ended_at IS NULL
        LEFT JOIN "user" u ON u.workspace_id = h.workspace_id AND u.id = h.user_id`,
    },
    query.from,
  );
  return { ...page, mayCreate: viewer.permissions.includes('CREATE_ASSETS') };
}

/** Which assets of a workspace are in a list. */
export function assetsMatching(
  workspaceId: string,
  { filter, search }: Pick<AssetQuery, 'filter' | 'search'>,
): Prisma.Sql {
  return Prisma.sql`workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL${conditions[filter]}${havingAssetWords(search)}`;
}

/** The condition that an asset, there or deleted, has the words that somebody typed. */
export function havingAssetWords(search: string): Prisma.Sql {
  return havingWords(search, Prisma.sql`tag || ' ' || name || ' ' || category || ' ' || serial`);
}

const isHeld = Prisma.sql`EXISTS (
  SELECT FROM asset_assignment h
  WHERE h.workspace_id = listed.workspace_id AND h.asset_id = listed.id AND h.ended_at IS NULL)`;

const conditions: Record<AssetFilter, Prisma.Sql> = {
  ALL: Prisma.empty,
  AVAILABLE: Prisma.sql` AND status = 'IN_SERVICE' AND NOT ${isHeld}`,
  ASSIGNED: Prisma.sql` AND ${isHeld}`,
  IN_REPAIR: Prisma.sql` AND status = 'IN_REPAIR'`,
  RETIRED: Prisma.sql` AND status = 'RETIRED'`,
};
