import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { AssetStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { havingWords } from '../users/search-words.ts';

const ASSETS_PER_PAGE = 10;
/** Beyond, a list says "more than": counting everything takes longer the more there is. */
const COUNTED_ASSETS = 200;

export type AssetFilter = 'ALL' | 'AVAILABLE' | 'ASSIGNED' | 'IN_REPAIR' | 'RETIRED';

export interface AssetQuery {
  filter: AssetFilter;
  /** Words of tags, names, categories or serial numbers, the last by its beginning; empty: everything. */
  search: string;
  /** Where the page starts; absent: at the newest. */
  from?: { position: Position; direction: 'older' | 'newer' };
}

/** A place in the list, which is ordered by when assets were added. */
interface Position {
  createdAt: string;
  id: string;
}

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

export interface AssetPage {
  assets: z.infer<typeof listed>[];
  /** How many there are on all pages, counted up to a limit; `isMore`: there are more than that. */
  matching: { count: number; isMore: boolean };
  newer: Position | undefined;
  older: Position | undefined;
  /** Whether whoever looks may add one. */
  mayCreate: boolean;
}

/** One page of the assets of a workspace, the newest first. Pages are found by position, never by counting rows. */
export async function listAssets(tx: Tx, actor: ActorRef, query: AssetQuery): Promise<AssetPage> {
  const viewer = await requirePermission(tx, actor, 'VIEW_ASSETS');
  const backwards = query.from?.direction === 'newer';
  const found = z.array(listed).parse(await tx.$queryRaw(pageOf(actor.workspaceId, query)));
  const more = found.length > ASSETS_PER_PAGE;
  const assets = found.slice(0, ASSETS_PER_PAGE);
  if (backwards) assets.reverse();
  return {
    assets,
    matching: await countMatching(tx, actor.workspaceId, query),
    newer: (backwards ? more : query.from !== undefined) ? positionOf(assets.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(assets.at(-1)) : undefined,
    mayCreate: viewer.permissions.includes('CREATE_ASSETS'),
  };
}

async function countMatching(tx: Tx, workspaceId: string, query: AssetQuery): Promise<AssetPage['matching']> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM asset a WHERE ${matching(workspaceId, query)} LIMIT ${COUNTED_ASSETS + 1}) AS matching`;
  const count = z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
  return { count: Math.min(count, COUNTED_ASSETS), isMore: count > COUNTED_ASSETS };
}

const isHeld = Prisma.sql`EXISTS (
  SELECT FROM asset_assignment h WHERE h.workspace_id = a.workspace_id AND h.asset_id = a.id AND h.ended_at IS NULL)`;

const conditions: Record<AssetFilter, Prisma.Sql> = {
  ALL: Prisma.empty,
  AVAILABLE: Prisma.sql` AND a.status = 'IN_SERVICE' AND NOT ${isHeld}`,
  ASSIGNED: Prisma.sql` AND ${isHeld}`,
  IN_REPAIR: Prisma.sql` AND a.status = 'IN_REPAIR'`,
  RETIRED: Prisma.sql` AND a.status = 'RETIRED'`,
};

const searched = Prisma.sql`tag || ' ' || name || ' ' || category || ' ' || serial`;

function matching(workspaceId: string, { filter, search }: AssetQuery): Prisma.Sql {
  const words = havingWords(search, searched);
  return Prisma.sql`a.workspace_id = ${workspaceId}::uuid AND a.deleted_at IS NULL${conditions[filter]}${words}`;
}

function pageOf(workspaceId: string, query: AssetQuery): Prisma.Sql {
  const { from } = query;
  const backwards = from?.direction === 'newer';
  const order = backwards ? Prisma.sql`a.created_at ASC, a.id ASC` : Prisma.sql`a.created_at DESC, a.id DESC`;
  const beyond = from
    ? Prisma.sql` AND (a.created_at, a.id) ${backwards ? Prisma.sql`>` : Prisma.sql`<`} (${new Date(from.position.createdAt)}, ${from.position.id}::uuid)`
    : Prisma.empty;
  return Prisma.sql`
    SELECT a.id::text AS id, a.tag, a.name, a.category, a.serial, a.status::text AS status, a.created_at AS "createdAt",
           coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email) AS holder
    FROM (
      SELECT * FROM asset a WHERE ${matching(workspaceId, query)}${beyond} ORDER BY ${order} LIMIT ${ASSETS_PER_PAGE + 1}
    ) AS a
    LEFT JOIN asset_assignment h ON h.workspace_id = a.workspace_id AND h.asset_id = a.id AND h.ended_at IS NULL
    LEFT JOIN "user" u ON u.workspace_id = h.workspace_id AND u.id = h.user_id
    ORDER BY ${order}`;
}

function positionOf(asset: AssetPage['assets'][number] | undefined): Position | undefined {
  return asset && { createdAt: asset.createdAt.toISOString(), id: asset.id };
}
