import { z } from 'zod';
import { Prisma } from '../generated/prisma/client.ts';
import type { Scope } from './scope.ts';

/** That somebody has, or had, an asset or a seat of a license. */
export const assignment = {
  id: z.string(),
  thingId: z.string(),
  /** Of the asset or the license. */
  deletedAt: z.date().nullable(),
  holder: z.string(),
  /** null: whoever asked sees no people. */
  holderEmail: z.string().nullable(),
  assignedAt: z.date(),
  assignedBy: z.string(),
  /** nulls: they have it; `endedBy` alone: the product itself. */
  endedAt: z.date().nullable(),
  endedBy: z.string().nullable(),
};

/** What to call a user who is joined under this name. */
export function nameOf(user: 'holder' | 'assigner' | 'ender'): Prisma.Sql {
  const as = Prisma.raw(user);
  return Prisma.sql`coalesce(nullif(btrim(${as}.first_name || ' ' || ${as}.last_name), ''), ${as}.email)`;
}

/** The address of whoever is joined as the holder, for whoever may see people. */
export function holderEmail({ seesPeople }: Scope): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${seesPeople}::boolean THEN holder.email END AS "holderEmail"`;
}

export function assignmentColumns(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    ${nameOf('holder')} AS holder, ${holderEmail(scope)}, listed.assigned_at AS "assignedAt",
    ${nameOf('assigner')} AS "assignedBy", listed.ended_at AS "endedAt", ${nameOf('ender')} AS "endedBy"`;
}

export const assignmentJoins = Prisma.sql`
  JOIN "user" holder ON holder.workspace_id = listed.workspace_id AND holder.id = listed.user_id
  JOIN "user" assigner ON assigner.workspace_id = listed.workspace_id AND assigner.id = listed.assigned_by_id
  LEFT JOIN "user" ender ON ender.workspace_id = listed.workspace_id AND ender.id = listed.ended_by_id`;
