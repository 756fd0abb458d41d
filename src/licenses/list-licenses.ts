import { z } from 'zod';
import type { Deps, Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type ListQuery, newestFirst, type Page } from '../lists/newest-first.ts';
import { havingWords } from '../lists/search-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { EXPIRES_SOON_DAYS, type Expiry, expiryOf } from './license-expiry.ts';

export type LicenseFilter = 'ALL' | 'FREE' | 'FULL' | 'EXPIRING' | 'EXPIRED';

/** Searched are names and vendors. */
export type LicenseQuery = ListQuery<LicenseFilter>;

const listed = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  seats: z.number(),
  seatsUsed: z.number(),
  expiresOn: z.date().nullable(),
  createdAt: z.date(),
});

/** One of the list, and how near its last day is. */
export type ListedLicense = z.infer<typeof listed> & { expiry: Expiry };

export interface LicensePage extends Page<ListedLicense> {
  /** Whether whoever looks may add one. */
  mayCreate: boolean;
}

/** One page of the licenses of a workspace. */
export async function listLicenses(
  { now }: Pick<Deps, 'now'>,
  tx: Tx,
  actor: ActorRef,
  query: LicenseQuery,
): Promise<LicensePage> {
  const viewer = await requirePermission(tx, actor, 'VIEW_LICENSES');
  const page = await newestFirst(
    tx,
    listed,
    {
      table: Prisma.sql`license`,
      where: licensesMatching(actor.workspaceId, query, now()),
      columns: Prisma.sql`
        listed.name, listed.vendor, listed.seats, listed.seats_used AS "seatsUsed", listed.expires_on AS "expiresOn"`,
      joins: Prisma.empty,
    },
    query.from,
  );
  const rows = page.rows.map((license) => ({ ...license, expiry: expiryOf(license.expiresOn, now()) }));
  return { ...page, rows, mayCreate: viewer.permissions.includes('CREATE_LICENSES') };
}

/** Which licenses of a workspace are in a list. */
export function licensesMatching(
  workspaceId: string,
  { filter, search }: Pick<LicenseQuery, 'filter' | 'search'>,
  now: Date,
): Prisma.Sql {
  return Prisma.sql`workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL${condition(filter, now)}${havingLicenseWords(search)}`;
}

/** The condition that a license, there or deleted, has the words that somebody typed. */
export function havingLicenseWords(search: string): Prisma.Sql {
  return havingWords(search, Prisma.sql`name || ' ' || vendor`);
}

/** Days are compared in UTC: an expiry is a day, and nobody's hour. */
function condition(filter: LicenseFilter, now: Date): Prisma.Sql {
  const today = Prisma.sql`(${now}::timestamptz AT TIME ZONE 'UTC')::date`;
  switch (filter) {
    case 'ALL':
      return Prisma.empty;
    case 'FREE':
      return Prisma.sql` AND seats_used < seats AND (expires_on IS NULL OR expires_on >= ${today})`;
    case 'FULL':
      return Prisma.sql` AND seats_used >= seats`;
    case 'EXPIRING':
      return Prisma.sql` AND expires_on >= ${today} AND expires_on <= ${today} + ${EXPIRES_SOON_DAYS}::int`;
    case 'EXPIRED':
      return Prisma.sql` AND expires_on < ${today}`;
  }
}
