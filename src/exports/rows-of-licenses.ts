import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.ts';
import { havingLicenseWords, licensesMatching } from '../licenses/list-licenses.ts';
import type { TableSql } from '../lists/in-pages.ts';
import type { WishOf } from './export-wish.ts';
import { assignment, assignmentColumns, assignmentJoins } from './rows-of-assignments.ts';
import type { Scope } from './scope.ts';

const license = z.object({ name: z.string(), vendor: z.string() });

export const exportedLicense = license.extend({
  id: z.string(),
  seats: z.number(),
  seatsUsed: z.number(),
  hasKey: z.boolean(),
  /** The last characters of the key. */
  keyHint: z.string(),
  expiresOn: z.date().nullable(),
  createdAt: z.date(),
});

export function licensesSql({ workspaceId, now }: Scope, wish: WishOf<'LICENSES'>): TableSql {
  return {
    table: Prisma.sql`license`,
    id: 'uuid',
    where: licensesMatching(workspaceId, wish, now),
    columns: Prisma.sql`
      listed.name, listed.vendor, listed.seats, listed.seats_used AS "seatsUsed", listed.expires_on AS "expiresOn",
      listed.key_sealed IS NOT NULL AS "hasKey", listed.key_hint AS "keyHint", listed.created_at AS "createdAt"`,
    joins: Prisma.empty,
  };
}

export const exportedLicenseAssignment = license.extend(assignment);

/** Who had which seat, and when, of licenses that are deleted as well. */
export function licenseHistorySql(scope: Scope, { search }: WishOf<'LICENSE_HISTORY'>): TableSql {
  const { workspaceId } = scope;
  return {
    table: Prisma.sql`license_assignment`,
    id: 'uuid',
    where: Prisma.sql`workspace_id = ${workspaceId}::uuid AND license_id IN (
      SELECT id FROM license WHERE workspace_id = ${workspaceId}::uuid${havingLicenseWords(search)})`,
    columns: Prisma.sql`
      ${assignmentColumns(scope)}, listed.license_id::text AS "thingId", thing.deleted_at AS "deletedAt", thing.name, thing.vendor`,
    joins: Prisma.sql`
      JOIN license thing ON thing.workspace_id = listed.workspace_id AND thing.id = listed.license_id ${assignmentJoins}`,
  };
}
