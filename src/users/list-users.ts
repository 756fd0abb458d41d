import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { UserStatus } from '../generated/prisma/enums.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { havingWords } from './search-words.ts';

const USERS_PER_PAGE = 10;
/** Beyond, a list says "more than": counting everybody takes longer the more there are. */
const COUNTED_USERS = 200;

export type UserFilter = UserStatus | 'ALL';

interface UserSearch {
  filter: UserFilter;
  /** Words of names, addresses or departments, the last by its beginning; empty: everybody. */
  search: string;
}

export interface UserQuery extends UserSearch {
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
  department: z.string(),
  jobTitle: z.string(),
  roleName: z.string(),
  status: z.enum(UserStatus),
  slackUserId: z.string().nullable(),
  createdAt: z.date(),
  accessUntil: z.date().nullable(),
});

export interface UserPage {
  users: z.infer<typeof listed>[];
  /** How many there are on all pages, counted up to a limit; `isMore`: there are more than that. */
  matching: { count: number; isMore: boolean };
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
    matching: await countMatching(tx, actor.workspaceId, query),
    newer: (backwards ? more : query.from !== undefined) ? positionOf(users.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(users.at(-1)) : undefined,
  };
}

async function countMatching(tx: Tx, workspaceId: string, search: UserSearch): Promise<UserPage['matching']> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM "user" WHERE ${matching(workspaceId, search)} LIMIT ${COUNTED_USERS + 1}) AS matching`;
  const count = z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0;
  return { count: Math.min(count, COUNTED_USERS), isMore: count > COUNTED_USERS };
}

function matching(workspaceId: string, { filter, search }: UserSearch): Prisma.Sql {
  const status = filter === 'ALL' ? Prisma.empty : Prisma.sql` AND status = ${filter}::user_status`;
  return Prisma.sql`workspace_id = ${workspaceId}::uuid${status}${havingWords(search)}`;
}

function pageOf(workspaceId: string, query: UserQuery): Prisma.Sql {
  const { from } = query;
  const backwards = from?.direction === 'newer';
  const order = backwards ? Prisma.sql`created_at ASC, id ASC` : Prisma.sql`created_at DESC, id DESC`;
  const beyond = from
    ? Prisma.sql` AND (created_at, id) ${backwards ? Prisma.sql`>` : Prisma.sql`<`} (${new Date(from.position.createdAt)}, ${from.position.id}::uuid)`
    : Prisma.empty;
  return Prisma.sql`
    SELECT u.id::text AS id, coalesce(nullif(btrim(u.first_name || ' ' || u.last_name), ''), u.email) AS name, u.email,
           u.department, u.job_title AS "jobTitle", r.name AS "roleName", u.status::text AS status, u.slack_user_id AS "slackUserId", u.created_at AS "createdAt",
           u.access_until AS "accessUntil"
    FROM (
      SELECT * FROM "user" WHERE ${matching(workspaceId, query)}${beyond}
      ORDER BY ${order} LIMIT ${USERS_PER_PAGE + 1}
    ) AS u
    JOIN role r ON r.workspace_id = u.workspace_id AND r.id = u.role_id
    ORDER BY ${backwards ? Prisma.sql`u.created_at ASC, u.id ASC` : Prisma.sql`u.created_at DESC, u.id DESC`}`;
}

function positionOf(user: UserPage['users'][number] | undefined): Position | undefined {
  return user && { createdAt: user.createdAt.toISOString(), id: user.id };
}
