import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { UserStatus } from '../generated/prisma/enums.ts';
import { type ListQuery, newestFirst, type Page } from '../lists/newest-first.ts';
import { havingWords } from '../lists/search-words.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';

export type UserFilter = UserStatus | 'ALL';

/** Searched are names, addresses and departments. */
export type UserQuery = ListQuery<UserFilter>;

const listed = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  department: z.string(),
  jobTitle: z.string(),
  roleName: z.string(),
  status: z.enum(UserStatus),
  slackUserId: z.string().nullable(),
  createdAt: z.date(),
  accessUntil: z.date().nullable(),
});

export type UserPage = Page<z.infer<typeof listed>>;

/** One page of the people of a workspace. */
export async function listUsers(tx: Tx, actor: ActorRef, query: UserQuery): Promise<UserPage> {
  await requirePermission(tx, actor, 'VIEW_USERS');
  return newestFirst(
    tx,
    listed,
    {
      table: Prisma.sql`"user"`,
      where: usersMatching(actor.workspaceId, query),
      columns: Prisma.sql`
        coalesce(nullif(btrim(listed.first_name || ' ' || listed.last_name), ''), listed.email) AS name, listed.email,
        listed.department, listed.job_title AS "jobTitle", r.name AS "roleName", listed.status::text AS status,
        listed.slack_user_id AS "slackUserId", listed.access_until AS "accessUntil"`,
      joins: Prisma.sql`JOIN role r ON r.workspace_id = listed.workspace_id AND r.id = listed.role_id`,
    },
    query.from,
  );
}

/** Which people of a workspace are in a list. */
export function usersMatching(
  workspaceId: string,
  { filter, search }: Pick<UserQuery, 'filter' | 'search'>,
): Prisma.Sql {
  const status = filter === 'ALL' ? Prisma.empty : Prisma.sql` AND status = ${filter}::user_status`;
  return Prisma.sql`workspace_id = ${workspaceId}::uuid${status}${havingWords(search)}`;
}
