import { activityColumns, type Origin } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { Prisma, type ThingKind } from '../generated/prisma/client.ts';
import { enqueue } from '../queue/enqueue.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { calledBy, markKnownThings } from './mark-known-things.ts';
import { findThingImport, type ThingImportRef, thingPermissions } from './thing-import-ref.ts';

interface Storing {
  actor: ActorRef;
  importId: string;
  origin: Origin;
}

/** Milliseconds in which 10,000 things are stored even by a busy machine. */
const STORING_TIMEOUT = 60_000;

/**
 * Adds everything that a reviewed import names, or nothing: things, assignments and their records in one transaction.
 * Stored twice, it is what the first time made of it.
 */
export function storeThingImport(
  deps: Deps,
  storing: Storing,
): Promise<{ kind: ThingKind; created: number }> {
  const { actor, importId } = storing;
  const ref = { workspaceId: actor.workspaceId, importId };
  return inTransaction(
    deps.db,
    async (tx) => {
      const { kind } = await findThingImport(tx, actor, importId);
      const { count } = await tx.thingImport.updateMany({
        where: { workspaceId: ref.workspaceId, id: importId, storedAt: null },
        data: { storedAt: deps.now(), createdCount: 0 },
      });
      if (count === 0) {
        const { createdCount } = await findThingImport(tx, actor, importId);
        return { kind, created: createdCount ?? 0 };
      }
      await keepActor(tx, actor);
      const importer = await requirePermission(tx, actor, thingPermissions[kind].create);
      await oneAtATime(tx, ref, kind);
      await keepHolders(tx, ref);
      await markKnownThings(tx, ref, kind, importer);
      await requireAssigner(tx, storing, kind);
      const created = await store(deps, tx, storing, kind);
      if (created === 0) throw new Refusal('THING_IMPORT_ADDS_NOTHING', {});
      // What is added has its own; of what is not, nobody needs it any more.
      await tx.thingImportRow.updateMany({
        where: { ...ref, keySealed: { not: null } },
        data: { keySealed: null, keyDigest: null },
      });
      await tx.thingImport.update({
        where: { workspaceId_id: { workspaceId: ref.workspaceId, id: importId } },
        data: { createdCount: created },
      });
      await enqueue(tx, 'tell-of-thing-import', ref);
      return { kind, created };
    },
    { timeout: STORING_TIMEOUT },
  );
}

/** Of two imports of a workspace the second sees what the first has added: no index knows which licenses are the same. */
async function oneAtATime(tx: Tx, { workspaceId }: ThingImportRef, kind: ThingKind): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('thing_import:' || ${kind} || ':' || ${workspaceId}, 0))`;
}

/** Whoever gets something is not deactivated until the transaction ends. */
async function keepHolders(tx: Tx, { workspaceId, importId }: ThingImportRef): Promise<void> {
  await tx.$executeRaw`
    SELECT id FROM "user"
    WHERE workspace_id = ${workspaceId}::uuid AND email IN (
      SELECT given ->> 'email' FROM thing_import_row CROSS JOIN LATERAL jsonb_array_elements(holders) AS given
      WHERE workspace_id = ${workspaceId}::uuid AND import_id = ${importId}::uuid)
    ORDER BY id FOR SHARE`;
}

/** They could assign things when the file was read; refused where that has changed. */
async function requireAssigner(tx: Tx, { actor, importId }: Storing, kind: ThingKind): Promise<void> {
  const { workspaceId } = actor;
  const given = { workspaceId, importId, problem: null, holders: { not: [] } };
  if ((await tx.thingImportRow.count({ where: given })) === 0) return;
  await requirePermission(tx, actor, thingPermissions[kind].assign);
}

/** How many were added. */
async function store(deps: Deps, tx: Tx, storing: Storing, kind: ThingKind): Promise<number> {
  const { workspaceId, userId } = storing.actor;
  const at = deps.now();
  const mine = Prisma.sql`r.workspace_id = ${workspaceId}::uuid AND r.import_id = ${storing.importId}::uuid AND r.problem IS NULL`;
  const { add, assign, subject, about, isAdded } = statements(kind, { mine, at, userId });
  await tx.$executeRaw(add);
  // Those whose tag somebody else gave away at this moment.
  await tx.$executeRaw`
    UPDATE thing_import_row r SET problem = 'ALREADY_THERE', problem_value = ${calledBy[kind]}
    WHERE ${mine} AND NOT ${isAdded}`;
  const { source, ipAddress = null } = storing.origin;
  const created = await tx.$executeRaw`
    INSERT INTO activity (${activityColumns})
    SELECT r.workspace_id, ${at}, ${`${subject}.created`}, ${userId}::uuid, ${subject}, r.thing_id, NULL, r.known, NULL,
      ${source}::activity_source, ${ipAddress}::inet
    FROM thing_import_row r WHERE ${mine} ORDER BY r.position`;
  await tx.$executeRaw(assign);
  await tx.$executeRaw`
    INSERT INTO activity (${activityColumns})
    SELECT r.workspace_id, ${at}, ${`${subject}.assigned`}, ${userId}::uuid, ${subject}, r.thing_id, NULL,
      ${about} || jsonb_build_object('name', r.known ->> 'name', 'holderId', u.id,
        'holder', coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email)),
      NULL, ${source}::activity_source, ${ipAddress}::inet
    FROM ${given} WHERE ${mine} ORDER BY r.position, u.id`;
  return created;
}

/** Everybody whom a row gives something. */
const given = Prisma.sql`thing_import_row r
  CROSS JOIN LATERAL jsonb_array_elements(r.holders) AS given
  JOIN "user" u ON u.workspace_id = r.workspace_id AND u.email = given ->> 'email'`;

interface Mine {
  /** The rows that add something. */
  mine: Prisma.Sql;
  at: Date;
  userId: string;
}

/** What differs between the kinds. In the order of their keys, so that nobody waits for each other in a circle. */
function statements(kind: ThingKind, { mine, at, userId }: Mine) {
  switch (kind) {
    case 'ASSETS':
      return {
        subject: 'asset',
        add: Prisma.sql`
          INSERT INTO asset (workspace_id, id, tag, name, category, serial, status, purchased_on, created_at)
          SELECT r.workspace_id, r.thing_id, r.known ->> 'tag', r.known ->> 'name', coalesce(r.known ->> 'category', ''),
            coalesce(r.known ->> 'serial', ''), (r.known ->> 'status')::asset_status, (r.known ->> 'purchasedOn')::date, ${at}
          FROM thing_import_row r WHERE ${mine} ORDER BY lower(r.known ->> 'tag')
          ON CONFLICT DO NOTHING`,
        assign: Prisma.sql`
          INSERT INTO asset_assignment (workspace_id, id, asset_id, user_id, assigned_at, assigned_by_id)
          SELECT r.workspace_id, (given ->> 'id')::uuid, r.thing_id, u.id, ${at}, ${userId}::uuid FROM ${given} WHERE ${mine}`,
        isAdded: Prisma.sql`EXISTS (SELECT FROM asset a WHERE a.workspace_id = r.workspace_id AND a.id = r.thing_id)`,
        about: Prisma.sql`jsonb_build_object('tag', r.known ->> 'tag')`,
      };
    case 'LICENSES':
      return {
        subject: 'license',
        add: Prisma.sql`
          INSERT INTO license (workspace_id, id, name, vendor, seats, key_sealed, key_hint, key_digest, expires_on,
            created_at)
          SELECT r.workspace_id, r.thing_id, r.known ->> 'name', coalesce(r.known ->> 'vendor', ''), (r.known ->> 'seats')::int,
            r.key_sealed, r.key_hint, r.key_digest, (r.known ->> 'expiresOn')::date, ${at}
          FROM thing_import_row r WHERE ${mine} ORDER BY r.position`,
        assign: Prisma.sql`
          INSERT INTO license_assignment (workspace_id, id, license_id, user_id, assigned_at, assigned_by_id)
          SELECT r.workspace_id, (given ->> 'id')::uuid, r.thing_id, u.id, ${at}, ${userId}::uuid FROM ${given} WHERE ${mine}`,
        isAdded: Prisma.sql`EXISTS (SELECT FROM license l WHERE l.workspace_id = r.workspace_id AND l.id = r.thing_id)`,
        about: Prisma.sql`'{}'::jsonb`,
      };
  }
}
