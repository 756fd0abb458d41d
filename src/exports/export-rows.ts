import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { inPages, type TableSql } from '../lists/in-pages.ts';
import type { ExportWish } from './export-wish.ts';
import { activitySql, exportedEntry } from './rows-of-activity.ts';
import { assetHistorySql, assetsSql, exportedAsset, exportedAssetAssignment } from './rows-of-assets.ts';
import {
  exportedLicense,
  exportedLicenseAssignment,
  licenseHistorySql,
  licensesSql,
} from './rows-of-licenses.ts';
import { exportedInvitation, exportedUser, invitationsSql, usersSql } from './rows-of-people.ts';
import type { Scope } from './scope.ts';

/** Some rows of an export, the next ones each time. */
export type ExportChunk =
  | { kind: 'USERS'; rows: z.infer<typeof exportedUser>[] }
  | { kind: 'INVITATIONS'; rows: z.infer<typeof exportedInvitation>[] }
  | { kind: 'ACTIVITY'; rows: z.infer<typeof exportedEntry>[] }
  | { kind: 'ASSETS'; rows: z.infer<typeof exportedAsset>[] }
  | { kind: 'ASSET_HISTORY'; rows: z.infer<typeof exportedAssetAssignment>[] }
  | { kind: 'LICENSES'; rows: z.infer<typeof exportedLicense>[] }
  | { kind: 'LICENSE_HISTORY'; rows: z.infer<typeof exportedLicenseAssignment>[] };

/** Everything that somebody wants, some rows at a time. */
export async function* exportRows(tx: Tx, scope: Scope, wish: ExportWish): AsyncGenerator<ExportChunk> {
  const sql = exportSql(scope, wish);
  const { kind } = wish;
  switch (kind) {
    case 'USERS':
      for await (const rows of inPages(tx, exportedUser, sql)) yield { kind, rows };
      return;
    case 'INVITATIONS':
      for await (const rows of inPages(tx, exportedInvitation, sql)) yield { kind, rows };
      return;
    case 'ACTIVITY':
      for await (const rows of inPages(tx, exportedEntry, sql)) yield { kind, rows };
      return;
    case 'ASSETS':
      for await (const rows of inPages(tx, exportedAsset, sql)) yield { kind, rows };
      return;
    case 'ASSET_HISTORY':
      for await (const rows of inPages(tx, exportedAssetAssignment, sql)) yield { kind, rows };
      return;
    case 'LICENSES':
      for await (const rows of inPages(tx, exportedLicense, sql)) yield { kind, rows };
      return;
    case 'LICENSE_HISTORY':
      for await (const rows of inPages(tx, exportedLicenseAssignment, sql)) yield { kind, rows };
  }
}

/** Whether there is anything of what somebody wants. */
export async function hasRows(tx: Tx, scope: Scope, wish: ExportWish): Promise<boolean> {
  const { table, where } = exportSql(scope, wish);
  const found = await tx.$queryRaw`
    SELECT EXISTS (SELECT FROM ${table} AS listed WHERE ${where}) AS "hasRows"`;
  return z.tuple([z.object({ hasRows: z.boolean() })]).parse(found)[0].hasRows;
}

function exportSql(scope: Scope, wish: ExportWish): TableSql {
  switch (wish.kind) {
    case 'USERS':
      return usersSql(scope, wish);
    case 'INVITATIONS':
      return invitationsSql(scope, wish);
    case 'ACTIVITY':
      return activitySql(scope, wish);
    case 'ASSETS':
      return assetsSql(scope, wish);
    case 'ASSET_HISTORY':
      return assetHistorySql(scope, wish);
    case 'LICENSES':
      return licensesSql(scope, wish);
    case 'LICENSE_HISTORY':
      return licenseHistorySql(scope, wish);
  }
}
