import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { UserStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { havingWords } from './search-words.ts';

const USERS_PER_PAGE = 10;

export type UserFilter = UserStatus | 'ALL';

export interface UserQuery {
  filter: UserFilter;
  /** Words of names or addresses, the last by its beginning; empty: everybody. */
  search: string;
  /** Where the page starts; absent: at the newest. */
  from?: { position: Position; direction: 'older' | 'newer' };
}

/** A place in the list, which is ordered by when people joined. */
interface Position {
  createdAt: string;
  id: string;
}

const listed = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roleName: z.string(),
  status: z.enum(UserStatus),
  slackUserId: z.string().nullable(),
  createdAt: z.date(),
});

export interface UserPage {
  users: z.infer<typeof listed>[];
  newer: Position | undefined;
  older: Position | undefined;
}

/** One page of the people of a workspace, the newest first. Pages are found by position, never by counting rows. */
export async function listUsers(tx: Tx, actor: ActorRef, query: UserQuery): Promise<UserPage> {
  await requirePermission(tx, actor, 'VIEW_USERS');
  const backwards = query.from?.direction === 'newer';
  const found = z.array(listed).parse(await tx.$queryRaw(pageOf(actor.workspaceId, query)));
  const more = found.length > USERS_PER_PAGE;
  const users = found.slice(0, USERS_PER_PAGE);
  if (backwards) users.reverse();
  return {
    users,
    newer: (backwards ? more : query.from !== undefined) ? positionOf(users.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(users.at(-1)) : undefined,
  };
}

function pageOf(workspaceId: string, { filter, search, from }: UserQuery): Prisma.Sql {
  const backwards = from?.direction === 'newer';
  const order = backwards ? Prisma.sql`created_at ASC, id ASC` : Prisma.sql`created_at DESC, id DESC`;
  const beyond = from
    ? Prisma.sql` AND (created_at, id) ${backwards ? Prisma.sql`>` : Prisma.sql`<`} (${new Date(from.position.createdAt)}, ${from.position.id}::uuid)`
    : Prisma.empty;
  const status = filter === 'ALL' ? Prisma.empty : Prisma.sql` AND status = ${filter}::user_status`;
  return Prisma.sql`
    SELECT u.id::text AS id, coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email) AS name, u.email,
           r.name AS "roleName", u.status::text AS status, u.slack_user_id AS "slackUserId", u.created_at AS "createdAt"
    FROM (
      SELECT * FROM "user" WHERE workspace_id = ${workspaceId}::uuid${status}${havingWords(search)}${beyond}
      ORDER BY ${order} LIMIT ${USERS_PER_PAGE + 1}
    ) AS u
    JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
    ORDER BY ${backwards ? Prisma.sql`u.created_at ASC, u.id ASC` : Prisma.sql`u.created_at DESC, u.id DESC`}`;
}

function positionOf(user: UserPage['users'][number] | undefined): Position | undefined {
  return user && { createdAt: user.createdAt.toISOString(), id: user.id };
}
