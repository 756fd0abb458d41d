import type { Tx } from '../deps.ts';
import type { UserStatus } from '../generated/prisma/client.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from './full-name.ts';

const USERS_PER_PAGE = 10;

export type UserFilter = UserStatus | 'ALL';

export interface UserQuery {
  filter: UserFilter;
  /** Part of a name or an address; empty: everybody. */
  search: string;
  /** Where the page starts; absent: at the newest. */
  from?: { position: Position; direction: 'older' | 'newer' };
}

/** A place in the list, which is ordered by when people joined. */
interface Position {
  createdAt: string;
  id: string;
}

export interface UserPage {
  users: {
    id: string;
    name: string;
    email: string;
    roleName: string;
    status: UserStatus;
    slackUserId: string | null;
    createdAt: Date;
  }[];
  newer: Position | undefined;
  older: Position | undefined;
}

/** One page of the people of a workspace, the newest first. Pages are found by position, never by counting rows. */
export async function listUsers(tx: Tx, actor: ActorRef, query: UserQuery): Promise<UserPage> {
  await requirePermission(tx, actor, 'VIEW_USERS');
  const where = {
    workspaceId: actor.workspaceId,
    ...(query.filter !== 'ALL' && { status: query.filter }),
    ...(query.search && matching(query.search)),
  };
  const backwards = query.from?.direction === 'newer';
  const order = backwards ? ('asc' as const) : ('desc' as const);
  const found = await tx.user.findMany({
    where: { AND: [where, query.from ? beyond(query.from) : {}] },
    select: {
      id: true,
      firstName: true,
      lastName: true,
      email: true,
      status: true,
      slackUserId: true,
      createdAt: true,
      role: { select: { name: true } },
    },
    orderBy: [{ createdAt: order }, { id: order }],
    take: USERS_PER_PAGE + 1,
  });
  const more = found.length > USERS_PER_PAGE;
  const page = found.slice(0, USERS_PER_PAGE);
  if (backwards) page.reverse();
  const users = page.map((user) => ({
    id: user.id,
    name: fullName(user),
    email: user.email,
    roleName: user.role.name,
    status: user.status,
    slackUserId: user.slackUserId,
    createdAt: user.createdAt,
  }));
  return {
    users,
    newer: (backwards ? more : query.from !== undefined) ? positionOf(users.at(0)) : undefined,
    older: (backwards ? true : more) ? positionOf(users.at(-1)) : undefined,
  };
}

function matching(search: string) {
  // Prisma hands the text to LIKE as it is: what stands for other letters there would find everybody.
  const contains = { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
  return { OR: [{ email: contains }, { firstName: contains }, { lastName: contains }] };
}

function beyond({ position, direction }: NonNullable<UserQuery['from']>) {
  const createdAt = new Date(position.createdAt);
  const past = direction === 'older' ? 'lt' : 'gt';
  return { OR: [{ createdAt: { [past]: createdAt } }, { createdAt, id: { [past]: position.id } }] };
}

function positionOf(user: UserPage['users'][number] | undefined): Position | undefined {
  return user && { createdAt: user.createdAt.toISOString(), id: user.id };
}
