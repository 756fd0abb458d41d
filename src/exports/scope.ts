import { Prisma } from '../generated/prisma/client.ts';

/** Whose data is exported, and as of when. */
export interface Scope {
  workspaceId: string;
  /** Who asked for it. */
  userId: string;
  /** Whether they see people: whoever sees things alone sees who has them by name. */
  seesPeople: boolean;
  /** Of the activity: only what they did, and what was done to them. */
  ownOnly: boolean;
  now: Date;
  /** Of the workspace: where its days begin. */
  timeZone: string;
}

/** The condition that something happened from the beginning of one day to the end of another. */
export function withinDays(
  { timeZone }: Scope,
  column: Prisma.Sql,
  { from, to }: { from: string | null; to: string | null },
): Prisma.Sql {
  const since = from
    ? Prisma.sql` AND ${column} >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.empty;
  const until = to
    ? Prisma.sql` AND ${column} < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.empty;
  return Prisma.sql`${since}${until}`;
}
