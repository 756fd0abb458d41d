import { z } from 'zod';
import { activityKinds } from '../activity/activity-kinds.ts';
import { activityJoins, activityRow, activityRowColumns } from '../activity/activity-row.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { TableSql } from '../lists/in-pages.ts';
import { havingWords } from '../lists/search-words.ts';
import type { WishOf } from './export-wish.ts';
import { type Scope, withinDays } from './scope.ts';

const change = z.record(z.string(), z.unknown()).nullable();

export const exportedEntry = activityRow.extend({
  actorId: z.string().nullable(),
  subjectType: z.string(),
  subjectId: z.string(),
  before: change,
  after: change,
});

export function activitySql(scope: Scope, wish: WishOf<'ACTIVITY'>): TableSql {
  return {
    table: Prisma.sql`activity`,
    id: 'bigint',
    where: Prisma.sql`workspace_id = ${scope.workspaceId}::uuid${chosen(scope, wish)}${withinDays(scope, Prisma.sql`at`, wish)}`,
    columns: Prisma.sql`${activityRowColumns}, listed.actor_id::text AS "actorId", listed.subject_type AS "subjectType",
      listed.subject_id::text AS "subjectId", listed.before, listed.after`,
    joins: activityJoins,
  };
}

/** As the list of the activity understands it, of everybody whom the words mean. */
function chosen(
  { workspaceId, userId, ownOnly }: Scope,
  { what, source, by, about }: WishOf<'ACTIVITY'>,
): Prisma.Sql {
  const meant = (table: Prisma.Sql, words: string) =>
    Prisma.sql`SELECT id FROM ${table} WHERE workspace_id = ${workspaceId}::uuid${havingWords(words)}`;
  const users = Prisma.sql`"user"`;
  const conditions = [
    // What others were refused is for whoever manages people, also where it was about them.
    ...(ownOnly
      ? [
          Prisma.sql`(actor_id = ${userId}::uuid OR (subject_id = ${userId}::uuid AND action <> 'access.refused'))`,
        ]
      : []),
    ...(what === 'ALL' ? [] : [Prisma.sql`action = ANY(${[...activityKinds[what]]}::text[])`]),
    ...(source === 'ALL' ? [] : [Prisma.sql`source = ${source}::activity_source`]),
    ...(by.trim() === '' ? [] : [Prisma.sql`actor_id IN (${meant(users, by)})`]),
    ...(about.trim() === ''
      ? []
      : [
          Prisma.sql`subject_id IN (${meant(users, about)} UNION ALL ${meant(Prisma.sql`invitation`, about)})`,
        ]),
  ];
  return conditions.length === 0 ? Prisma.empty : Prisma.sql` AND ${Prisma.join(conditions, ' AND ')}`;
}
