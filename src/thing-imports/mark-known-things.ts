import type { Tx } from '../deps.ts';
import { Prisma, type ThingKind, type ThingProblem } from '../generated/prisma/client.ts';
import { DIGEST_ID_BYTES } from '../licenses/sealed-key.ts';
import type { Actor } from '../roles/permitted.ts';
import { canHold } from '../users/access-end.ts';
import type { ThingImportRef } from './thing-import-ref.ts';

const noted: ThingProblem[] = ['ALREADY_THERE', 'HOLDER_UNKNOWN', 'HOLDER_INACTIVE', 'HOLDER_UNAVAILABLE'];

/** Takes back what was noted of rows, and looks again: things and people came and went meanwhile. */
export async function lookAgain(
  tx: Tx,
  ref: ThingImportRef,
  kind: ThingKind,
  importer: Pick<Actor, 'permissions'>,
): Promise<void> {
  const { workspaceId, importId } = ref;
  // Whoever stores it at this moment decides for itself.
  const { count } = await tx.thingImport.updateMany({
    where: { workspaceId, id: importId, storedAt: null },
    data: { kind },
  });
  if (count === 0) return;
  await tx.thingImportRow.updateMany({
    where: { workspaceId, importId, problem: { in: noted } },
    data: { problem: null, problemValue: '' },
  });
  await markKnownThings(tx, ref, kind, importer);
}

/**
 * Notes on the rows what only the database knows: that the workspace has the thing, or that nobody active has the address
 * of whoever is to get it. For whoever may not see people no address is looked up: what they hear is the same of each. What
 * was wrong before stays as it is.
 */
export async function markKnownThings(
  tx: Tx,
  { workspaceId, importId }: ThingImportRef,
  kind: ThingKind,
  { permissions }: Pick<Actor, 'permissions'>,
): Promise<void> {
  const seesPeople = permissions.includes('VIEW_USERS');
  await tx.$executeRaw`
    UPDATE thing_import_row r SET problem = 'ALREADY_THERE', problem_value = ${calledBy[kind]}
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid AND r.problem IS NULL
      AND ${isThere[kind]}`;
  await tx.$executeRaw`
    WITH wrong AS (
      SELECT DISTINCT ON (r.position) r.position, given ->> 'email' AS email,
        CASE WHEN NOT ${seesPeople} THEN 'HOLDER_UNAVAILABLE'
          WHEN u.id IS NULL THEN 'HOLDER_UNKNOWN'
          ELSE 'HOLDER_INACTIVE' END::thing_problem AS problem
      FROM thing_import_row r
      JOIN workspace w ON w.id = r.workspace_id
      CROSS JOIN LATERAL jsonb_array_elements(r.holders) AS given
      LEFT JOIN "user" u ON u.workspace_id = r.workspace_id AND u.email = given ->> 'email'
      WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid AND r.problem IS NULL
        AND (NOT ${seesPeople} OR u.id IS NULL OR NOT ${canHold})
      ORDER BY r.position
    )
    UPDATE thing_import_row r SET problem = wrong.problem, problem_value = wrong.email FROM wrong
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${importId}::uuid AND r.position = wrong.position`;
}

/** What names a thing. */
export const calledBy: Record<ThingKind, Prisma.Sql> = {
  ASSETS: Prisma.sql`r.known ->> 'tag'`,
  LICENSES: Prisma.sql`r.known ->> 'name'`,
};

/**
 * Where their digests say nothing of each other, as one was made by another APP_SECRET or none could be made, the last
 * characters do: rather is one left out that is new than is each added again.
 */
const hasSameKey = Prisma.sql`CASE
  WHEN substr(l.key_digest, 1, ${DIGEST_ID_BYTES}::int) = substr(r.key_digest, 1, ${DIGEST_ID_BYTES}::int)
  THEN l.key_digest = r.key_digest ELSE l.key_hint = r.key_hint END`;

const isThere: Record<ThingKind, Prisma.Sql> = {
  ASSETS: Prisma.sql`EXISTS (
    SELECT FROM asset a
    WHERE a.workspace_id = r.workspace_id AND a.deleted_at IS NULL AND lower(a.tag) = lower(r.known ->> 'tag'))`,
  // Two licenses can be called the same; of these the last day or the key is another.
  LICENSES: Prisma.sql`EXISTS (
    SELECT FROM license l
    WHERE l.workspace_id = r.workspace_id AND l.deleted_at IS NULL AND lower(l.name) = lower(r.known ->> 'name')
      AND lower(l.vendor) = lower(coalesce(r.known ->> 'vendor', ''))
      AND l.expires_on IS NOT DISTINCT FROM (r.known ->> 'expiresOn')::date
      AND (l.key_sealed IS NULL) = (r.key_sealed IS NULL) AND (r.key_sealed IS NULL OR ${hasSameKey}))`,
};
