import { z } from 'zod';
import { assetsMatching, havingAssetWords } from '../assets/list-assets.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { AssetStatus } from '../generated/prisma/enums.ts';
import type { TableSql } from '../lists/in-pages.ts';
import type { WishOf } from './export-wish.ts';
import {
  assignment,
  assignmentColumns,
  assignmentJoins,
  holderEmail,
  nameOf,
} from './rows-of-assignments.ts';
import type { Scope } from './scope.ts';

const asset = z.object({
  tag: z.string(),
  name: z.string(),
  category: z.string(),
  serial: z.string(),
  status: z.enum(AssetStatus),
});

export const exportedAsset = asset.extend({
  id: z.string(),
  purchasedOn: z.date().nullable(),
  createdAt: z.date(),
  /** nulls: nobody has it. */
  holder: z.string().nullable(),
  holderEmail: z.string().nullable(),
  heldSince: z.date().nullable(),
});

export function assetsSql(scope: Scope, wish: WishOf<'ASSETS'>): TableSql {
  return {
    table: Prisma.sql`asset`,
    id: 'uuid',
    where: assetsMatching(scope.workspaceId, wish),
    columns: Prisma.sql`
      listed.tag, listed.name, listed.category, listed.serial, listed.status::text AS status,
      listed.purchased_on AS "purchasedOn", listed.created_at AS "createdAt",
      ${nameOf('holder')} AS holder, ${holderEmail(scope)}, h.assigned_at AS "heldSince"`,
    joins: Prisma.sql`
      LEFT JOIN asset_assignment h
        ON h.workspace_id = listed.workspace_id AND h.asset_id = listed.id AND h.ended_at IS NULL
      LEFT JOIN "user" holder ON holder.workspace_id = h.workspace_id AND holder.id = h.user_id`,
  };
}

export const exportedAssetAssignment = asset.extend(assignment);

/** Who had what, and when, of assets that are deleted as well. */
export function assetHistorySql(scope: Scope, { search }: WishOf<'ASSET_HISTORY'>): TableSql {
  const { workspaceId } = scope;
  return {
    table: Prisma.sql`asset_assignment`,
    id: 'uuid',
    where: Prisma.sql`workspace_id = ${workspaceId}::uuid AND asset_id IN (
      SELECT id FROM asset WHERE workspace_id = ${workspaceId}::uuid${havingAssetWords(search)})`,
    columns: Prisma.sql`
      ${assignmentColumns(scope)}, listed.asset_id::text AS "thingId", thing.deleted_at AS "deletedAt",
      thing.tag, thing.name, thing.category, thing.serial, thing.status::text AS status`,
    joins: Prisma.sql`
      JOIN asset thing ON thing.workspace_id = listed.workspace_id AND thing.id = listed.asset_id ${assignmentJoins}`,
  };
}
