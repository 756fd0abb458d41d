import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { UserStatus } from '../generated/prisma/enums.ts';
import { type ListQuery, newestFirst, type Page } from '../lists/newest-first.ts';
import { havingWords } from '../lists/search-words.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { type Actor, type ActorRef, mayGrant, requirePermission } from '../roles/permitted.ts';

type StatusFilter = UserStatus | 'ALL';
/** Active people by their second factor, among those whom whoever looks may manage: as its reset has it. */
type SecondFactorFilter = 'SECOND_FACTOR_ON' | 'SECOND_FACTOR_OFF';
export type UserFilter = StatusFilter | SecondFactorFilter;

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
  const viewer = await requirePermission(tx, actor, 'VIEW_USERS');
  return newestFirst(
    tx,
    listed,
    {
      table: Prisma.sql`"user"`,
      where: await wanted(tx, viewer, query),
      columns: Prisma.sql`
        coalesce(nullif(btrim(listed.first_name || ' ' || listed.last_name), ''), listed.email) AS name, listed.email,
        listed.department, listed.job_title AS "jobTitle", r.name AS "roleName", listed.status::text AS status,
        listed.slack_user_id AS "slackUserId", listed.access_until AS "accessUntil"`,
      joins: Prisma.sql`JOIN role r ON r.workspace_id = listed.workspace_id AND r.id = listed.role_id`,
    },
    query.from,
  );
}

async function wanted(tx: Tx, viewer: Actor, { filter, search }: UserQuery): Promise<Prisma.Sql> {
  const { workspaceId, userId } = viewer;
  if (filter !== 'SECOND_FACTOR_ON' && filter !== 'SECOND_FACTOR_OFF') {
    return usersMatching(workspaceId, { filter, search });
  }
  await requirePermission(tx, viewer, 'MANAGE_USERS');
  const managed = (await invitableRoles(tx, workspaceId)).filter((role) => mayGrant(viewer, role));
  const has = filter === 'SECOND_FACTOR_ON' ? Prisma.sql`` : Prisma.sql`NOT `;
  return Prisma.sql`${usersMatching(workspaceId, { filter: 'ACTIVE', search })}
    AND (listed.role_id = ANY(${managed.map(({ id }) => id)}::uuid[]) OR listed.id = ${userId}::uuid)
    AND EXISTS (SELECT FROM identity i WHERE i.id = listed.identity_id AND ${has}i.has_second_factor)`;
}

/** Which people of a workspace are in a list. */
export function usersMatching(
  workspaceId: string,
  { filter, search }: { filter: StatusFilter; search: string },
): Prisma.Sql {
  const status = filter === 'ALL' ? Prisma.empty : Prisma.sql` AND status = ${filter}::user_status`;
  return Prisma.sql`workspace_id = ${workspaceId}::uuid${status}${havingWords(search)}`;
}
